package io.scapula.analyzers.terminal;

/**
 * A process changed what a terminal does with keys. To what is not recorded.
 *
 * @param silent whether its arguments ask for no echo, as {@code stty -echo} does
 */
record ModeChange(long timeNanos, long eventNumber, long pid, boolean silent) {}
