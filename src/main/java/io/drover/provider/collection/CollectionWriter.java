package io.drover.provider.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.RecordException;
import io.drover.collection.RecordLoad;
import io.drover.collection.RecordResult;
import io.drover.collection.RecordResult.Outcome;
import io.drover.collection.schema.SchemaMessage;
import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Stores rows as records of a collection, many at once. */
final class CollectionWriter implements TableWriter {
    private static final int AT_ONCE = 2_000;
    /** Records are of any size: so many characters of them at most are held back, about. */
    private static final int MOST_CHARACTERS = 8_000_000;

    private final RecordLoad load;
    private final RowDocuments documents;
    /** Null when none are removed. */
    private final MissingRecords missing;

    private final Consumer<Boolean> pending;
    private final List<MappedRow> held = new ArrayList<>();
    private long characters;

    /** @param pending is told whether rows are held back */
    CollectionWriter(RecordLoad load, RowDocuments documents, MissingRecords missing, Consumer<Boolean> pending) {
        this.load = load;
        this.documents = documents;
        this.missing = missing;
        this.pending = pending;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts counts = Counts.NONE;
        for (MappedRow row : rows) {
            held.add(row);
            characters += weight(row);
            if (full()) {
                counts = counts.plus(flush(rejected));
            }
        }
        pending.accept(!held.isEmpty());
        return counts;
    }

    private static long weight(MappedRow row) {
        long characters = 0;
        for (Object value : row.values()) {
            characters += value instanceof String text ? text.length() : 0;
        }
        return characters;
    }

    @Override
    public boolean full() {
        return held.size() >= AT_ONCE || characters >= MOST_CHARACTERS;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        List<MappedRow> rows = new ArrayList<>();
        List<JsonNode> sent = new ArrayList<>();
        for (MappedRow row : held) {
            try {
                sent.add(documents.of(row.values()));
                rows.add(row);
            } catch (RecordException e) {
                if (missing != null) {
                    keep(new Object[] {documents.identifier(row.values())});
                }
                rejected.accept(row, e.getMessage());
            }
        }
        held.clear();
        characters = 0;
        pending.accept(false);
        return sent.isEmpty() ? Counts.NONE : counted(rows, load.put(sent), rejected);
    }

    private Counts counted(List<MappedRow> rows, List<RecordResult> results, BiConsumer<MappedRow, String> rejected)
            throws SQLException {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < results.size(); i++) {
            RecordResult result = results.get(i);
            counts.merge(result.outcome(), 1L, Long::sum);
            if (result.outcome() == Outcome.REFUSED) {
                rejected.accept(
                        rows.get(i),
                        result.messages().stream().map(SchemaMessage::toString).collect(Collectors.joining("; ")));
            }
        }
        if (missing != null) {
            note(results);
        }
        return new Counts(
                counts.getOrDefault(Outcome.CREATED, 0L),
                counts.getOrDefault(Outcome.UPDATED, 0L),
                counts.getOrDefault(Outcome.UNCHANGED, 0L));
    }

    private void note(List<RecordResult> results) throws SQLException {
        missing.keep(results.stream()
                .map(RecordResult::identifier)
                .filter(Objects::nonNull)
                .toList());
        for (RecordResult result : results) {
            if (result.identifier() == null) {
                missing.unknownRefused();
            } else if (result.outcome() != Outcome.REFUSED) {
                missing.recordsWritten();
            }
        }
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        if (missing == null) {
            return;
        }
        if (key.length == 0 || key[0] == null) {
            missing.unknownRefused();
        } else {
            missing.keep(List.of(RowDocuments.text(key[0])));
        }
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        if (!held.isEmpty()) {
            throw new IllegalStateException("rows are held back: flush before removeMissing");
        }
        return missing == null ? 0 : missing.remove(maxDeletePercent);
    }

    @Override
    public void close() {
        pending.accept(false);
    }
}
