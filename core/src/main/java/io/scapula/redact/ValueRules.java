package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells values that can be secrets from those that are none, such as paths, variables and what is masked already. */
final class ValueRules {
    /** Longest value that is looked at, in bytes. */
    static final int LONGEST = 4096;

    private static final String DELIMITERS = ",;&|<>()[]{}\"'`\\";
    private static final Set<String> NO_VALUES = Set.of(
            "true",
            "false",
            "null",
            "none",
            "nil",
            "yes",
            "no",
            "on",
            "off",
            "undefined",
            "unset",
            "empty",
            "files",
            "compat",
            "systemd",
            "sss",
            "include",
            "omit",
            "same-origin",
            "required",
            "optional",
            "str",
            "string",
            "int",
            "bool",
            "bytes",
            "object",
            "function",
            "default",
            "x",
            "*",
            "!",
            "!!",
            "-");
    /** What paths of files begin with. */
    private static final Set<String> ROOTS = Set.of(
            "app",
            "apps",
            "bin",
            "boot",
            "config",
            "data",
            "dev",
            "etc",
            "home",
            "lib",
            "lib64",
            "media",
            "mnt",
            "opt",
            "proc",
            "root",
            "run",
            "sbin",
            "secrets",
            "snap",
            "srv",
            "sys",
            "tmp",
            "usr",
            "var",
            "vault",
            "workspace");

    /** Whether a value without quotes ends before the byte. */
    boolean endsBareValue(byte one) {
        return one >= 0 && one <= ' ' || one == 0x7F || one > 0 && DELIMITERS.indexOf(one) >= 0;
    }

    /**
     * Whether a value can be a secret.
     *
     * @param bare whether it stands without quotes in a text, which may be prose or source code
     */
    boolean canBeSecret(byte[] bytes, int start, int end, boolean bare) {
        int length = end - start;
        if (length <= 0 || isRepeated(bytes, start, end)) {
            return false;
        }
        String value = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        if (NO_VALUES.contains(value.toLowerCase(java.util.Locale.ROOT)) || Tokens.isToken(value)) {
            return false;
        }
        if (isPath(value) || isVariable(value)) {
            return false;
        }
        return !bare || !value.startsWith("self.") && !value.startsWith("this.") && !value.startsWith("-");
    }

    /** Masked, or a line drawn with it. */
    private static boolean isRepeated(byte[] bytes, int start, int end) {
        for (int index = start + 1; index < end; index++) {
            if (bytes[index] != bytes[start]) {
                return false;
            }
        }
        return end - start > 1 || !Letters.isWord(bytes[start]);
    }

    private static boolean isPath(String value) {
        if (value.startsWith("./") || value.startsWith("../") || value.startsWith("~/")) {
            return true;
        }
        if (!value.startsWith("/")) {
            return false;
        }
        int slash = value.indexOf('/', 1);
        return ROOTS.contains(value.substring(1, slash < 0 ? value.length() : slash));
    }

    /** Stands for the secret: {@code $NAME}, {@code ${NAME}}, {@code $(command)}, {@code %s}, {@code {{ name }}}. */
    private static boolean isVariable(String value) {
        if (value.startsWith("${") || value.startsWith("$(") || value.startsWith("{{") || value.startsWith("%(")) {
            return true;
        }
        if (value.startsWith("$") && value.length() > 1) {
            return value.substring(1).chars().allMatch(unit -> unit >= 'A' && unit <= 'Z' || unit == '_');
        }
        return value.length() == 2 && value.charAt(0) == '%' || value.startsWith("<") && value.endsWith(">");
    }
}
