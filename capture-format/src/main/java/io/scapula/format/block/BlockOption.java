package io.scapula.format.block;

import io.scapula.format.CaptureText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pcapng option at the end of a section header or an event block, as Wireshark and Stratoshark write them.
 *
 * @param code 1 is a comment; 4 in a section header is the application that wrote it
 * @param text the value, taken as text
 */
public record BlockOption(int code, String text) {
    public static final int COMMENT = 1;
    public static final int APPLICATION = 4;

    private static final int MOST_BYTES = 0xFFFF;

    /** Reads options until their end mark, the end of the bytes, or an option that does not fit. */
    public static List<BlockOption> decode(ByteBuffer buffer, int start, int end) {
        List<BlockOption> options = new ArrayList<>();
        int position = start;
        while (end - position >= 4) {
            int code = Short.toUnsignedInt(buffer.getShort(position));
            int length = Short.toUnsignedInt(buffer.getShort(position + 2));
            if (code == 0 || length > end - position - 4) {
                break;
            }
            options.add(new BlockOption(code, CaptureText.decode(buffer, position + 4, length)));
            position += 4 + (length + 3 & ~3);
        }
        return options;
    }

    /** Options and the mark behind them, little-endian; nothing if there are none. */
    public static ByteBuffer encode(List<BlockOption> options) {
        BlockBuilder body = new BlockBuilder();
        encode(options, body);
        return ByteBuffer.wrap(Arrays.copyOf(body.array(), body.size())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes options and the mark behind them; nothing if there are none. */
    static void encode(List<BlockOption> options, BlockBuilder body) {
        if (options.isEmpty()) {
            return;
        }
        for (BlockOption option : options) {
            byte[] value = body.limited(CaptureText.encode(option.text()), MOST_BYTES);
            body.u16(option.code());
            body.u16(value.length);
            body.bytes(value);
            body.bytes(new byte[-value.length & 3]);
        }
        body.u32(0);
    }
}
