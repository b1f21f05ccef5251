package io.drover.provider.xml.writer;

import java.util.Arrays;
import java.util.BitSet;

/** Places of rows by the hash of the row that they stand in, in their order: some 20 bytes a row whatever its size. */
final class RowIndex {
    /** Rows of one table. */
    static final int MAX_ROWS = 2_000_000;

    static final int NONE = -1;

    private int[] heads = filled(1024);
    private int[] tails = filled(1024);
    private int[] next = new int[1024];
    private int[] hashes = new int[1024];
    private long[] places = new long[1024];
    private final BitSet taken = new BitSet();
    private int size;

    int size() {
        return size;
    }

    void add(int hash, long place) {
        if (size == places.length) {
            next = Arrays.copyOf(next, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
        }
        hashes[size] = hash;
        places[size] = place;
        size++;
        if (size > heads.length) {
            heads = filled(2 * heads.length);
            tails = filled(heads.length);
            for (int row = 0; row < size; row++) {
                link(row);
            }
        } else {
            link(size - 1);
        }
    }

    private void link(int row) {
        int bucket = bucket(hashes[row]);
        next[row] = NONE;
        if (tails[bucket] == NONE) {
            heads[bucket] = row;
        } else {
            next[tails[bucket]] = row;
        }
        tails[bucket] = row;
    }

    /** The first row after another with that hash that was not taken, or {@link #NONE}; {@code after} NONE begins. */
    int next(int hash, int after) {
        int row = after == NONE ? heads[bucket(hash)] : next[after];
        while (row != NONE && (hashes[row] != hash || taken.get(row))) {
            row = next[row];
        }
        return row;
    }

    long place(int row) {
        return places[row];
    }

    void take(int row) {
        taken.set(row);
    }

    /** A row that was not taken, or {@link #NONE}. */
    int left() {
        int row = taken.nextClearBit(0);
        return row < size ? row : NONE;
    }

    int countLeft() {
        return size - taken.cardinality();
    }

    private int bucket(int hash) {
        return (hash ^ (hash >>> 16)) & (heads.length - 1);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
