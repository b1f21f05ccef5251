package io.drover.provider;

/**
 * What a mapping does with the rows of its destination table.
 *
 * @param missing what becomes of rows whose key is not in the delivery
 * @param deleteIncoming whether the rows whose key IS in the delivery are deleted, and nothing is written
 * @param truncateFirst whether the table is emptied before the first row is written, in the same transaction
 * @param discardDuplicates whether later records of a key that the delivery had already are left out; else the last one wins
 */
public record TableOptions(
        Mode mode, MissingRows missing, boolean deleteIncoming, boolean truncateFirst, boolean discardDuplicates) {

    /** Insert or update, and no more; {@code with...} methods say what differs. */
    public static final TableOptions UPSERT =
            new TableOptions(Mode.UPSERT, new MissingRows(false, 20, null), false, false, false);

    /** What becomes of a record by whether its key exists. */
    public enum Mode {
        /** Insert or update. */
        UPSERT,
        /** Insert those that are new; existing rows stay as they are. */
        INSERT,
        /** Update those that exist; the others are left out. */
        UPDATE
    }

    /**
     * What becomes of rows whose key is not in the delivery.
     *
     * @param delete whether they are deleted
     * @param maxPercent the run fails rather than delete or deactivate more than this share of the table's rows (0-100)
     * @param deactivation what they get instead of being deleted, or null
     */
    public record MissingRows(boolean delete, int maxPercent, Deactivation deactivation) {

        /** Whether anything becomes of them. */
        public boolean change() {
            return delete || deactivation != null;
        }
    }

    /** The column that says a row is inactive, and the text of the value that says so. */
    public record Deactivation(String column, String value) {}

    /** The same in another mode. */
    public TableOptions withMode(Mode other) {
        return new TableOptions(other, missing, deleteIncoming, truncateFirst, discardDuplicates);
    }

    /** The same for rows that are missing. */
    public TableOptions withMissing(MissingRows other) {
        return new TableOptions(mode, other, deleteIncoming, truncateFirst, discardDuplicates);
    }

    /** The same, and rows that are missing are deleted, up to this share of the table's. */
    public TableOptions withMissingDeleted(int percent) {
        return withMissing(new MissingRows(true, percent, missing.deactivation));
    }

    /** The same with {@code deleteIncoming}. */
    public TableOptions withDeleteIncoming(boolean other) {
        return new TableOptions(mode, missing, other, truncateFirst, discardDuplicates);
    }

    /** The same with {@code truncateFirst}. */
    public TableOptions withTruncateFirst(boolean other) {
        return new TableOptions(mode, missing, deleteIncoming, other, discardDuplicates);
    }

    /** The same with {@code discardDuplicates}. */
    public TableOptions withDiscardDuplicates(boolean other) {
        return new TableOptions(mode, missing, deleteIncoming, truncateFirst, other);
    }
}
