package io.drover.addin.orders;

/** Whole numbers among a task's parameters. */
final class Numbers {
    private Numbers() {}

    /** @throws IllegalArgumentException when it is none; the message is for the user */
    static int of(String parameter, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "the parameter " + parameter + " is '" + value + "', not a whole number such as 5");
        }
        return Integer.parseInt(value);
    }
}
