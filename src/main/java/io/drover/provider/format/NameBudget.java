package io.drover.provider.format;

import io.drover.provider.DeliveryException;

/**
 * What the names of a table's columns may take. A value is let go with its record; a name is kept to the end of the run and more
 * than once, so it must not be as large as a value may be.
 */
public final class NameBudget {
    /** Characters of one name. */
    public static final int LONGEST = 10_000;
    /** Characters of all names of a table. */
    static final int ALL = 1_000_000;

    private long taken;

    /**
     * Takes up a name.
     *
     * @param table what has the column, for the message
     * @throws DeliveryException when it is too long, or all of them are
     */
    public void take(String table, String name) throws DeliveryException {
        taken += name.length();
        if (name.length() > LONGEST) {
            throw new DeliveryException(
                    table + " has a column whose name is longer than " + LONGEST + " characters: it begins with '"
                            + name.substring(0, 50) + "'",
                    0,
                    0,
                    false);
        }
        if (taken > ALL) {
            throw new DeliveryException(
                    "the names of the columns of " + table + " have more than " + ALL + " characters together",
                    0,
                    0,
                    false);
        }
    }
}
