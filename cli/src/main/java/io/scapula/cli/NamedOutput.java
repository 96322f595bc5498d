package io.scapula.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Where a result goes. Whatever goes wrong there is said to be the output's fault, with its name. */
final class NamedOutput extends OutputStream {
    private final String name;
    private final OutputStream stream;

    NamedOutput(String name, OutputStream stream) {
        this.name = name;
        this.stream = stream;
    }

    @Override
    public void write(int value) throws IOException {
        try {
            stream.write(value);
        } catch (IOException e) {
            throw new OutputException(name, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputException(name, e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException e) {
            throw new OutputException(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } catch (IOException e) {
            throw new OutputException(name, e);
        }
    }
}
