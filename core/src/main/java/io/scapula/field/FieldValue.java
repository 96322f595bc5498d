package io.scapula.field;

import io.scapula.format.event.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a {@link FieldReader} reads; reused for one event after the other, so that reading allocates nothing. Most
 * fields have one value, lists and chains any number.
 *
 * <p>Its setters answer what a reader is to return: true, or false for {@code null}.
 */
public final class FieldValue {
    private int count;
    private long[] numbers = new long[1];
    private @Nullable Object[] objects = new @Nullable Object[1];
    private FieldType dynamicType = FieldType.SIGNED;

    /** Forgets everything. */
    public void clear() {
        count = 0;
    }

    /** How many values there are. */
    public int count() {
        return count;
    }

    /** Adds a text, unless it is {@code null}. */
    public boolean add(@Nullable String text) {
        return addObject(text);
    }

    /** Adds an address, unless it is {@code null}. */
    public boolean add(@Nullable IpAddress address) {
        return addObject(address);
    }

    /** Adds bytes, unless they are {@code null}; they are not copied. */
    public boolean add(byte @Nullable [] bytes) {
        return addObject(bytes);
    }

    /** Adds a number; unsigned ones with their 64 bits as they are. */
    public boolean add(long number) {
        grow();
        numbers[count] = number;
        objects[count] = null;
        count++;
        return true;
    }

    /** Adds true or false. */
    public boolean add(boolean flag) {
        return add(flag ? 1L : 0L);
    }

    /** Adds a floating-point number. */
    public boolean add(double number) {
        return add(Double.doubleToRawLongBits(number));
    }

    private boolean addObject(@Nullable Object object) {
        if (object == null) {
            return false;
        }
        grow();
        objects[count++] = object;
        return true;
    }

    private void grow() {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            objects = Arrays.copyOf(objects, 2 * count);
        }
    }

    /** The number at the position; true is 1. */
    public long number(int index) {
        return numbers[index];
    }

    /** The floating-point number at the position. */
    public double decimal(int index) {
        return Double.longBitsToDouble(numbers[index]);
    }

    /** The text at the position. */
    public String text(int index) {
        return (String) object(index);
    }

    /** The address at the position. */
    public IpAddress address(int index) {
        return (IpAddress) object(index);
    }

    /** The bytes at the position; not to be changed. */
    public byte[] bytes(int index) {
        return (byte[]) object(index);
    }

    private Object object(int index) {
        Object object = index < count ? objects[index] : null;
        if (object == null) {
            throw new IllegalStateException("there is no such value at " + index);
        }
        return object;
    }

    /** For {@link FieldType#DYNAMIC} fields: the type of what was read. */
    public FieldType dynamicType() {
        return dynamicType;
    }

    /** Tells the type of what was read, for {@link FieldType#DYNAMIC} fields. */
    public void dynamicType(FieldType type) {
        dynamicType = type;
    }
}
