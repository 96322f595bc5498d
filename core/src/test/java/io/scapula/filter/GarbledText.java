package io.scapula.filter;

import java.util.SplittableRandom;

/** Filters as they come from cats on keyboards. */
final class GarbledText {
    private static final String[] TOKENS = {
        "(",
        ")",
        "\"",
        "'",
        "\\",
        "[",
        "]",
        ",",
        "=",
        "!=",
        "<",
        ">=",
        " and ",
        " or ",
        " not ",
        "not(",
        " in ",
        "exists",
        "val(",
        "len(",
        "getopt(",
        "join(",
        " oneof ",
        " anyof (",
        "regex ",
        "pmatch ",
        "\\x",
        "\\x4",
        "\n",
        "\t",
        "\0",
        "\u00e9",
        "\uD83D",
        "\uDC80",
        "\uDCFF",
        ".",
        "..",
        "evt.type",
        "proc.name",
        "fd.net",
        "shells",
        "is_sh",
        "0x10",
        "1e5",
        "99999999999999999999999",
        "-",
        "*",
        "[!",
        "{1000}",
        "(?i)",
        "::/1",
        "1.2.3.4/",
        "\f",
        "\u2028"
    };

    private GarbledText() {}

    static String of(String text, SplittableRandom random) {
        StringBuilder garbled = new StringBuilder(text);
        int changes = random.nextInt(1, 6);
        for (int change = 0; change < changes; change++) {
            int place = random.nextInt(garbled.length() + 1);
            int end = Math.min(garbled.length(), place + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> garbled.delete(place, end);
                case 1 -> garbled.insert(place, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                case 2 -> garbled.insert(place, garbled.substring(random.nextInt(garbled.length() + 1)));
                default -> garbled.insert(place, TOKENS[random.nextInt(TOKENS.length)]);
            }
            garbled.setLength(Math.min(garbled.length(), 2000));
        }
        return garbled.toString();
    }
}
