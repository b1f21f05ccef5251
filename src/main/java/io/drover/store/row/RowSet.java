package io.drover.store.row;

/**
 * A set of row numbers in few bytes: one bit for each where they are dense, as H2 gives them out, and some 40 bytes where
 * they are scattered. A hash table from the upper 58 bits of a number to a word of 64 bits for the lower 6.
 */
public final class RowSet {
    private static final int INITIAL_CAPACITY = 1024;

    /** Powers of two in length. A slot is free when its bits are none. */
    private long[] words = new long[INITIAL_CAPACITY];

    private long[] bits = new long[INITIAL_CAPACITY];
    private int used;

    /** Adds one. */
    public void add(long row) {
        int slot = slot(words, bits, row >> 6);
        if (bits[slot] == 0) {
            words[slot] = row >> 6;
            used++;
        }
        bits[slot] |= 1L << row; // by the lower 6 bits of the number
        if (used > words.length / 3 * 2) {
            grow();
        }
    }

    /** Whether it has been added. */
    public boolean contains(long row) {
        return (bits[slot(words, bits, row >> 6)] & (1L << row)) != 0;
    }

    private void grow() {
        long[] moreWords = new long[words.length * 2];
        long[] moreBits = new long[words.length * 2];
        for (int i = 0; i < words.length; i++) {
            if (bits[i] != 0) {
                int slot = slot(moreWords, moreBits, words[i]);
                moreWords[slot] = words[i];
                moreBits[slot] = bits[i];
            }
        }
        words = moreWords;
        bits = moreBits;
    }

    /** The slot of a word, or the free one where it belongs. */
    private static int slot(long[] words, long[] bits, long word) {
        long hash = word * 0x9E3779B97F4A7C15L; // spreads neighbours by the golden ratio
        int slot = (int) (hash >>> 32) & (words.length - 1);
        while (bits[slot] != 0 && words[slot] != word) {
            slot = (slot + 1) & (words.length - 1);
        }
        return slot;
    }
}
