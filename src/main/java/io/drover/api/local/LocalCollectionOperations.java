package io.drover.api.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.CollectionOperations;
import io.drover.api.Content;
import io.drover.api.OperationException;
import io.drover.api.StreamedContent;
import io.drover.collection.IfExists;
import io.drover.collection.RecordCollection;
import io.drover.collection.RecordCollections;
import io.drover.collection.RecordFormat;
import io.drover.collection.RecordMembers;
import io.drover.collection.RecordPage;
import io.drover.collection.RecordsJudged;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.schema.RecordJson;
import io.drover.definition.Catalog;
import io.drover.security.Caller;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.RecordCondition;
import io.drover.store.collection.SystemField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Collections and their records on the server of this process, for whoever asks. */
public final class LocalCollectionOperations implements CollectionOperations {
    private static final int MOST_RECORDS = 10_000;

    private final RecordCollections collections;
    private final CollectionAccess access;
    private final CollectionFiles files;

    /**
     * For a caller.
     *
     * @param folder of the files of collections
     * @param serving whether changed files are taken up here
     */
    public LocalCollectionOperations(
            Catalog catalog, RecordCollections collections, Path folder, boolean serving, Caller caller) {
        this.collections = collections;
        this.access = new CollectionAccess(catalog, caller);
        this.files = new CollectionFiles(catalog, folder, serving);
    }

    @Override
    public List<CollectionView> collections() {
        return access.readable().stream().map(this::view).toList();
    }

    private CollectionView view(CollectionDefinition collection) {
        return new CollectionView(
                collection.name(),
                collection.head().title(),
                collection.head().description(),
                collection.identifier(),
                collection.rules().keepInvalid() ? IfInvalid.keep : IfInvalid.refuse,
                access.of(collection));
    }

    @Override
    public CollectionView create(NewCollection collection) throws IOException, InterruptedException {
        return view(files.create(collection));
    }

    @Override
    public CollectionDetails collection(String code) {
        CollectionDefinition collection = access.reading(code);
        RecordCollection records = collections.open(collection);
        return new CollectionDetails(
                view(collection),
                records.count(RecordCondition.EVERY),
                records.count(new RecordCondition.Compares(
                        SystemField.VALID, RecordCondition.Comparator.EQUAL, Sort.TRUTH, false)),
                validation(collections.validation(collection)));
    }

    private static ValidationView validation(RecordsJudged validation) {
        return new ValidationView(
                ValidationState.valueOf(validation.state().name().toLowerCase(Locale.ROOT)),
                validation.checked(),
                validation.total());
    }

    @Override
    public String schema(String code) {
        return CollectionFiles.schema(access.reading(code));
    }

    @Override
    public String setSchema(String code, String schema) throws IOException, InterruptedException {
        return CollectionFiles.schema(files.setSchema(access.writing(code), schema));
    }

    @Override
    public String put(String code, String records) {
        RecordCollection collection = writing(code);
        JsonNode request = CollectionFiles.read(records);
        requireMembers(request, Set.of("dataRecords", "ifExists"));
        List<JsonNode> sent = list(request, "dataRecords");
        return RecordResults.json(collection.put(sent, ifExists(request.path("ifExists"))));
    }

    private static IfExists ifExists(JsonNode word) {
        return word.isMissingNode()
                ? IfExists.REFUSE
                : Arrays.stream(IfExists.values())
                        .filter(each -> word.isTextual() && each.name().equalsIgnoreCase(word.textValue()))
                        .findFirst()
                        .orElseThrow(() -> new OperationException(
                                400, "ifExists is " + word + "; it must be refuse, ignore, replace or merge"));
    }

    private static void requireMembers(JsonNode request, Set<String> known) {
        request.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new OperationException(
                        400,
                        "there is no '" + name + "' in the body; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private static List<JsonNode> list(JsonNode request, String name) {
        JsonNode list = request.path(name);
        if (!list.isArray() || list.size() > MOST_RECORDS) {
            throw new OperationException(
                    400, "the body must be an object with " + name + ", a list of at most " + MOST_RECORDS);
        }
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }

    @Override
    public String remove(String code, String identifiers) {
        RecordCollection collection = writing(code);
        JsonNode request = CollectionFiles.read(identifiers);
        requireMembers(request, Set.of("identifiers"));
        return removed(collection.remove(
                list(request, "identifiers").stream().map(JsonNode::asText).toList(), OptionalLong.empty()));
    }

    private static String removed(List<String> identifiers) {
        ObjectNode answer = RecordJson.object();
        identifiers.forEach(answer.putArray("removed")::add);
        return RecordJson.write(answer);
    }

    @Override
    public Content query(String code, String query) throws Exception {
        return records(code, query, RecordFormat.JSON);
    }

    @Override
    public Content records(String code, String query, RecordFormat format) throws Exception {
        RecordCollection collection = reading(code);
        JsonNode request = query == null ? null : CollectionFiles.read(query);
        return new StreamedContent(format.type(), collection.stream(collection.request(request), format));
    }

    @Override
    public String scroll(String code, String query) throws Exception {
        return RecordPage.of(reading(code), query == null ? null : CollectionFiles.read(query));
    }

    @Override
    public String record(String code, String id) {
        return reading(code).find(id).map(RecordMembers::json).orElseThrow(() -> unknown(code, id));
    }

    private static OperationException unknown(String code, String id) {
        return new OperationException(404, "there is no record '" + id + "' in the collection " + code);
    }

    @Override
    public String putRecord(String code, String id, Long version, String record) {
        return put(writing(code), id, version, record, IfExists.REPLACE);
    }

    @Override
    public String patchRecord(String code, String id, Long version, String patch) {
        RecordCollection collection = writing(code);
        if (collection.find(id).isEmpty()) {
            throw unknown(code, id);
        }
        return put(collection, id, version, patch, IfExists.MERGE);
    }

    private static String put(RecordCollection collection, String id, Long version, String record, IfExists ifExists) {
        return RecordMembers.json(collection
                .put(id, CollectionFiles.read(record), ifExists, expected(version))
                .after());
    }

    private static OptionalLong expected(Long version) {
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    @Override
    public String removeRecord(String code, String id, Long version) {
        List<String> removed = writing(code).remove(List.of(id), expected(version));
        if (removed.isEmpty()) {
            throw unknown(code, id);
        }
        return removed(removed);
    }

    private RecordCollection reading(String code) {
        return collections.open(access.reading(code));
    }

    private RecordCollection writing(String code) {
        return collections.open(access.writing(code));
    }
}
