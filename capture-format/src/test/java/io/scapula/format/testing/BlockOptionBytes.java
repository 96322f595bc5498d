package io.scapula.format.testing;

/**
 * A pcapng option at the end of a section header or an event block.
 *
 * @param code 1 is a comment
 * @param text its value
 */
public record BlockOptionBytes(int code, String text) {

    public static BlockOptionBytes comment(String text) {
        return new BlockOptionBytes(1, text);
    }

    /** Writes the options and their end mark; nothing if there are none. */
    static void write(Bytes body, BlockOptionBytes... options) {
        for (BlockOptionBytes option : options) {
            body.u16(option.code).str16(option.text).pad();
        }
        if (options.length > 0) {
            body.u16(0).u16(0);
        }
    }
}
