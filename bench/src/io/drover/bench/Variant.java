package io.drover.bench;

/** A state of the data: the same keys, other values. */
enum Variant {
    /** The data to start from. */
    A(0, 1),
    /** Every value of every row differs from A. */
    B(1, 1),
    /** Every value of one row in ten differs from A; the other rows are A's. */
    C(2, 10);

    private final int number;
    private final int every;

    Variant(int number, int every) {
        this.number = number;
        this.every = every;
    }

    /** The number that goes into the values of a row: 0 for those of A. */
    int of(long row) {
        return row % every == 0 ? number : 0;
    }
}
