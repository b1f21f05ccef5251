package io.drover.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array with big-endian writes, as both the generated file and PostgreSQL's binary COPY want them. */
final class Bytes {
    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void put(int oneByte) {
        room(1);
        array[length++] = (byte) oneByte;
    }

    void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, array, length, bytes.length);
        length += bytes.length;
    }

    void put(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    void put(Bytes bytes) {
        room(bytes.length);
        System.arraycopy(bytes.array, 0, array, length, bytes.length);
        length += bytes.length;
    }

    void putShort(int value) {
        room(2);
        array[length++] = (byte) (value >> 8);
        array[length++] = (byte) value;
    }

    void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    /** Decimal digits, with zeros before them up to a width. */
    void putDigits(long value, int width) {
        int digits = width;
        for (long rest = value, i = 1; rest > 0; rest /= 10, i++) {
            digits = Math.max(digits, (int) i);
        }
        room(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(array, 0, length);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    private void room(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }
}
