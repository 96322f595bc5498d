package io.scapula.filter;

import io.scapula.field.FieldType;
import io.scapula.filter.internal.IpLiteral;
import io.scapula.filter.internal.IpNetwork;
import io.scapula.filter.internal.ServiceNames;
import io.scapula.format.event.IpAddress;
import java.math.BigInteger;

/** Reads the constants of a filter as the type of its field has them. */
final class LiteralParser {
    private static final BigInteger LARGEST_UNSIGNED =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger LARGEST_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_PORT = 0xFFFF;

    private LiteralParser() {}

    /** A number, time, port, truth value or floating-point number, as {@code FieldValue} holds it. */
    static long number(FieldType type, Term.Literal literal) {
        return switch (type) {
            case SIGNED -> integer(literal, LARGEST_SIGNED);
            case UNSIGNED, DURATION, TIME -> integer(literal, LARGEST_UNSIGNED);
            case PORT -> port(literal);
            case BOOLEAN -> truth(literal);
            case DECIMAL -> Double.doubleToRawLongBits(decimal(literal));
            case TEXT, PATH, ADDRESS, NETWORK, BYTES, DYNAMIC -> throw new AssertionError(type);
        };
    }

    /** Negative numbers are allowed where there are none, as sysdig does: they wrap around. */
    private static long integer(Term.Literal literal, BigInteger largest) {
        String text = literal.text().strip();
        if (!isInteger(text)) {
            throw notANumber(literal, hint(text));
        }
        BigInteger value = new BigInteger(text);
        if (value.compareTo(SMALLEST) < 0 || value.compareTo(largest) > 0) {
            throw notANumber(literal, " between " + SMALLEST + " and " + largest);
        }
        return value.longValue();
    }

    private static FilterException notANumber(Term.Literal literal, String hint) {
        return new FilterException(literal.text() + " is not a valid number" + hint, literal.position());
    }

    private static String hint(String text) {
        if (text.length() > 2
                && text.length() < 17
                && (text.startsWith("0x") || text.startsWith("0X"))
                && text.substring(2).chars().allMatch(unit -> Character.digit(unit, 16) >= 0 && unit < 0x80)) {
            return ", write " + new BigInteger(text.substring(2), 16);
        }
        return "";
    }

    private static boolean isInteger(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (text.length() == start || text.length() > LONGEST_NUMBER) {
            return false;
        }
        for (int index = start; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long port(Term.Literal literal) {
        String text = literal.text();
        if (text.isEmpty()) {
            return 0;
        }
        if (isInteger(text)) {
            BigInteger port = new BigInteger(text);
            if (port.signum() < 0 || port.bitLength() > 16) {
                throw notANumber(literal, " for a port, which is at most " + LARGEST_PORT);
            }
            return port.longValue();
        }
        int port = ServiceNames.port(text);
        if (port < 0) {
            throw new FilterException(
                    "unrecognized protocol " + text + ", expected a port number or the name of a service",
                    literal.position());
        }
        return port;
    }

    private static long truth(Term.Literal literal) {
        return switch (literal.text()) {
            case "true" -> 1;
            case "false" -> 0;
            default ->
                throw new FilterException(
                        "unrecognized boolean value " + literal.text() + ", expected true or false",
                        literal.position());
        };
    }

    private static double decimal(Term.Literal literal) {
        String text = literal.text();
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "0" : text.substring(dot + 1);
        boolean digits = isInteger(fraction) && Character.isDigit(fraction.charAt(0));
        if (!isInteger(whole) || !digits) {
            throw notANumber(literal, "");
        }
        return Double.parseDouble(text);
    }

    static IpAddress address(Term.Literal literal) {
        IpAddress address = IpLiteral.parse(literal.text());
        if (address == null) {
            throw new FilterException(
                    "unrecognized " + version(literal.text()) + " address " + literal.text(), literal.position());
        }
        return address;
    }

    static IpNetwork network(Term.Literal literal) {
        IpNetwork network = IpNetwork.parse(literal.text());
        if (network == null) {
            int slash = literal.text().indexOf('/');
            boolean length = slash >= 0 && IpLiteral.parse(literal.text().substring(0, slash)) != null;
            throw new FilterException(
                    length
                            ? "invalid netmask " + literal.text().substring(slash + 1) + " of IP network "
                                    + literal.text()
                            : "unrecognized " + version(literal.text()) + " network " + literal.text()
                                    + ", expected address/length",
                    literal.position());
        }
        return network;
    }

    private static String version(String text) {
        return text.indexOf('.') >= 0 && text.indexOf(':') < 0 ? "IPv4" : "IPv6";
    }

    /** The bytes that pairs of hexadecimal digits stand for. */
    static byte[] hexadecimal(Term.Literal literal) {
        String text = literal.text();
        byte[] bytes = new byte[text.length() / 2];
        boolean valid = text.length() % 2 == 0;
        for (int index = 0; valid && index < text.length(); index++) {
            char unit = text.charAt(index);
            int digit = unit < 0x80 ? Character.digit(unit, 16) : -1;
            valid = digit >= 0;
            bytes[index / 2] = (byte) (bytes[index / 2] << 4 | digit);
        }
        if (!valid) {
            throw new FilterException(
                    text + " is not a valid hex string, expected an even number of hexadecimal digits",
                    literal.position());
        }
        return bytes;
    }
}
