package io.drover.provider;

/**
 * What a mapping does with the rows of its destination table.
 *
 * @param removeMissing whether rows whose key is not in the delivery are deleted
 * @param maxDeletePercent the run fails rather than delete or deactivate more than this share of the table's rows (0-100)
 * @param deactivateMissing what rows whose key is not in the delivery get instead of being deleted, or null
 * @param deleteIncoming whether the rows whose key IS in the delivery are deleted, and nothing is written
 * @param truncateFirst whether the table is emptied before the first row is written, in the same transaction
 * @param discardDuplicates whether later records of a key that the delivery had already are left out; else the last one wins
 */
public record TableOptions(
        Mode mode,
        boolean removeMissing,
        int maxDeletePercent,
        Deactivation deactivateMissing,
        boolean deleteIncoming,
        boolean truncateFirst,
        boolean discardDuplicates) {

    /** What becomes of a record by whether its key exists. */
    public enum Mode {
        /** Insert or update. */
        UPSERT,
        /** Insert those that are new; existing rows stay as they are. */
        INSERT,
        /** Update those that exist; the others are left out. */
        UPDATE
    }

    /** The column that says a row is inactive, and the text of the value that says so. */
    public record Deactivation(String column, String value) {}

    public static final TableOptions UPSERT = new TableOptions(Mode.UPSERT, false, 20, null, false, false, false);

    /** The same with {@code removeMissing}. */
    public TableOptions removingMissing(int percent) {
        return new TableOptions(
                mode, true, percent, deactivateMissing, deleteIncoming, truncateFirst, discardDuplicates);
    }
}
