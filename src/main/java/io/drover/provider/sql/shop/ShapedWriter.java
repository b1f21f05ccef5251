package io.drover.provider.sql.shop;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.forward.ConvertingWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Fills rows in before they are stored, and does what belongs to a row when it is. */
abstract class ShapedWriter extends ConvertingWriter {
    protected final Shop shop;
    protected final RowShape shape;
    private final boolean keyIsFilledIn;
    private boolean unknownKey;

    /** @param keys of the stored rows */
    ShapedWriter(Shop shop, RowShape shape, List<DestinationColumn> keys) throws SQLException {
        super(shop.database().writer(shape.table(), shape.stored(), keys, shape.writeOptions()));
        this.shop = shop;
        this.shape = shape;
        this.keyIsFilledIn = shape.mappedKeys().isEmpty() && !keys.isEmpty();
    }

    /** The key of a stored row for the key that a mapping has, or null when that does not tell. */
    protected Object[] storedKey(Object[] key) throws SQLException {
        return key;
    }

    /** Whether each row that comes without a key is a new one. */
    protected boolean makesKeys() {
        return false;
    }

    /** Flushes what belongs to the rows. */
    protected void flushBeside(BiConsumer<MappedRow, String> rejected) throws SQLException {}

    /**
     * Rows can wait when it is told which of them are of one key: by the mapping's key, and without one where each row is another.
     * Others are rejected, for the earlier of two could be stored over the later one.
     */
    @Override
    public void postpone(Postponement postponement, List<Reference> references) {
        super.postpone(keyIsFilledIn && !makesKeys() ? null : postponement, references);
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts counts = super.flush(rejected);
        flushBeside(rejected);
        return counts;
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        Object[] ofStored = storedKey(key);
        if (ofStored == null) {
            unknownKey = true;
        } else {
            super.keep(ofStored);
        }
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        return unknownKey ? 0 : super.removeMissing(maxDeletePercent);
    }

    /** Whether a rejected record does not tell which row it is: then no row can be called missing. */
    protected boolean hasUnknownKey() {
        return unknownKey;
    }
}
