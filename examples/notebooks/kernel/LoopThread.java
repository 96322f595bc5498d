package org.rapaio.jupyter.kernel.channels;

/**
 * Takes the place of a class of the kernel, rapaio-jupyter-kernel: a thread that does the same thing again and again.
 * With the original, a kernel on a busy machine hangs at its start, once in ten times or so, for one of two reasons:
 *
 * <ul>
 *   <li>The thread is marked as running after it was started. One that is quicker than its starter ends at once.
 *   <li>It listens before it knows how to answer. The first request ends it with a {@link NullPointerException}; the
 *       sender would ask again.
 * </ul>
 */
public final class LoopThread extends Thread {
    private final long pauseMillis;
    private final Runnable body;
    private volatile boolean running = true;

    public LoopThread(String name, long pauseMillis, Runnable body) {
        super(name);
        this.pauseMillis = pauseMillis;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            while (running) {
                try {
                    body.run();
                } catch (NullPointerException e) {
                    System.err.println(getName() + " was asked too early: " + e.getMessage());
                }
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Lets the round that is under way be the last. */
    public void shutdown() {
        running = false;
    }
}
