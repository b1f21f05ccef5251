package io.drover.job.load;

/** A set of numbers other than 0, in some 16 bytes each: a hash table with open addresses. */
final class NumberSet {
    private static final int INITIAL_CAPACITY = 64;

    /** A power of two in length; 0 is a free place. */
    private long[] numbers = new long[INITIAL_CAPACITY];

    private int size;

    /** Whether it was not there. */
    boolean add(long number) {
        int place = place(numbers, number);
        if (numbers[place] == number) {
            return false;
        }
        numbers[place] = number;
        size++;
        if (size > numbers.length / 3 * 2) {
            grow();
        }
        return true;
    }

    boolean contains(long number) {
        return size > 0 && numbers[place(numbers, number)] == number;
    }

    private void grow() {
        long[] more = new long[numbers.length * 2];
        for (long number : numbers) {
            if (number != 0) {
                more[place(more, number)] = number;
            }
        }
        numbers = more;
    }

    /** Where a number is, or the free place where it belongs. */
    private static int place(long[] in, long number) {
        int place = (int) (number >>> 32) & (in.length - 1);
        while (in[place] != 0 && in[place] != number) {
            place = (place + 1) & (in.length - 1);
        }
        return place;
    }
}
