package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;

/** What every fault ends with: each row that was delivered is in the table exactly once. */
record Checker(long expected, long found, long distinct) {
    /** What to ask the database for {@link #of}. */
    static final String QUERY = "SELECT COUNT(*) || ' ' || COUNT(DISTINCT ProductId) FROM Stock";

    static Checker of(long expected, String answer) {
        String[] counts = answer.split(" ", -1);
        return new Checker(expected, Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    private long duplicates() {
        return found - distinct;
    }

    private long lost() {
        return expected - distinct;
    }

    /** Prints the numbers, always, and fails unless they are right. */
    void check(String fault) {
        System.out.println(fault + ": " + numbers());
        assertThat(duplicates() == 0 && lost() == 0)
                .as("%s: %s", fault, numbers())
                .isTrue();
    }

    private String numbers() {
        return "expected %d, found %d, duplicates %d, lost %d".formatted(expected, found, duplicates(), lost());
    }
}
