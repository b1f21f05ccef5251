package io.drover.collection;

import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionField;
import io.drover.store.Store;
import io.drover.store.collection.CollectionTable;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.IndexedField;
import io.drover.store.collection.RecordObserver;
import io.drover.store.collection.RecordStore;
import io.drover.store.collection.RecordTables;
import io.drover.store.collection.RecordValidations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens collections: makes their tables and indexes when a definition is new, or has changed. Thread-safe. */
public final class RecordCollections {
    private final Store store;
    private final RecordTables tables;
    private final RecordObserver observer;
    private final RecordValidations validations;
    private final Map<String, RecordCollection> open = new ConcurrentHashMap<>();

    /** @param observer who is to know of each change, in its transaction */
    public RecordCollections(Store store, RecordObserver observer) {
        this.store = store;
        this.tables = new RecordTables(store);
        this.observer = observer;
        this.validations = new RecordValidations(store);
    }

    public RecordCollection open(CollectionDefinition definition) {
        return open.compute(
                definition.name().toLowerCase(Locale.ROOT),
                (name, before) ->
                        before != null && before.definition().equals(definition) ? before : opened(definition));
    }

    /** Whether a collection's records have all been judged by the fields that it has now. */
    public RecordsJudged validation(CollectionDefinition definition) {
        String rules = open(definition).rules();
        return validations
                .progress(definition.name())
                .filter(progress -> progress.rules().equals(rules))
                .map(progress -> new RecordsJudged(
                        progress.ended() ? RecordsJudged.State.CURRENT : RecordsJudged.State.RUNNING,
                        progress.checked(),
                        progress.total()))
                .orElse(new RecordsJudged(RecordsJudged.State.WAITING, 0, 0));
    }

    RecordValidations validations() {
        return validations;
    }

    private RecordCollection opened(CollectionDefinition definition) {
        List<IndexedField> indexed = definition.fields().stream()
                .filter(field -> field.options().indexed())
                .map(field -> new IndexedField(field.name(), sort(field)))
                .toList();
        CollectionTable table = tables.open(definition.name(), indexed);
        return new RecordCollection(definition, table, new RecordStore(store, definition.name(), table, observer));
    }

    private static Sort sort(CollectionField field) {
        return switch (field.type()) {
            case "integer", "number" -> Sort.NUMBER;
            case "boolean" -> Sort.TRUTH;
            default -> Sort.TEXT;
        };
    }
}
