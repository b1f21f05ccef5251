package io.drover.api;

import io.drover.api.Operation.Audited;
import io.drover.collection.RecordFormat;
import io.drover.security.Access;
import java.io.IOException;
import java.util.List;

/**
 * What people and applications can ask about collections and their records. People by their roles: a reader reads, an operator writes; an
 * application what the collection's file lets it. A collection that somebody may not read is not there for them.
 */
public interface CollectionOperations {

    /** How a collection is named. */
    String CODE = "Code of the collection: the name in its file.";

    /** How a record is named. */
    String ID = "Identifier of the record.";

    /** What is asked. */
    String QUERY = "`{\"filter\": .., \"sort\": [{\"field\": .., \"order\": \"asc\"}], \"fields\": [..], \"limit\": ..,"
            + " \"offset\": ..}`, each of which may be left out.";

    @Operation(
            value = "GET /api/collections",
            id = "collections",
            access = Access.MACHINE,
            summary = "The collections that the caller may read",
            answer = "By their codes.")
    List<CollectionView> collections();

    @Operation(
            value = "POST /api/collections",
            id = "createCollection",
            access = Access.OPERATE,
            summary = "Creates a collection",
            description = "Writes its file, `Files/Integration/Collections/CODE.xml`.",
            answer = "The collection.",
            refusals = {400, 409, 503})
    CollectionView create(
            @Body(
                            value = "What it is to be.",
                            required = true,
                            unreadable =
                                    "the body is no JSON object of collectionCode, name, description and dataRecordIdentifierProperty")
                    NewCollection collection)
            throws IOException, InterruptedException;

    @Operation(
            value = "GET /api/collections/{code}",
            id = "collection",
            access = Access.MACHINE,
            summary = "A collection and how many records it has",
            description =
                    "While `validation` is not `current`, some records may still be marked as fields from before wanted it.",
            answer = "The collection.",
            refusals = {404, 503})
    CollectionDetails collection(@Query(CODE) String code);

    @Operation(
            value = "GET /api/collections/{code}/schema",
            id = "collectionSchema",
            access = Access.MACHINE,
            summary = "The fields of a collection",
            answer = "`{\"fields\": {NAME: {\"jsonSchema\": .., \"displaySchema\": .., \"options\": {\"readonly\": ..,"
                    + " \"required\": .., \"indexed\": ..}}}}`",
            refusals = {404})
    String schema(@Query(CODE) String code);

    @Operation(
            value = "POST /api/collections/{code}/schema",
            id = "setCollectionSchema",
            access = Access.OPERATE,
            summary = "Gives a collection other fields",
            description = "Writes its file anew, without comments that somebody has put there.",
            answer = "The fields, as `GET` gives them.",
            refusals = {400, 404, 409, 503})
    String setSchema(@Query(CODE) String code, @Body(value = "As `GET` gives it.", required = true) String schema)
            throws IOException, InterruptedException;

    @Operation(
            value = "POST /api/collections/{code}/records",
            id = "putRecords",
            access = Access.MACHINE,
            summary = "Stores records",
            description =
                    "In one transaction. A record that is refused is told of in its place; the others are stored.",
            answer = "`{\"data\": [..], \"created\": .., \"updated\": .., \"unchanged\": .., \"ignored\": ..,"
                    + " \"refused\": ..}`; in `data` for each record `{\"new\": ..}`, with `\"old\"` where it was there,"
                    + " or `{\"error\": ..}`.",
            refusals = {400, 404, 413, 503})
    String put(
            @Query(CODE) String code,
            @Body(
                            value = "`{\"dataRecords\": [..], \"ifExists\": \"refuse\"}`; `ifExists` is `refuse` when"
                                    + " left out, `ignore`, `replace` or `merge`.",
                            required = true)
                    String records);

    @Operation(
            value = "POST /api/collections/{code}/records/_remove",
            id = "removeRecords",
            access = Access.MACHINE,
            summary = "Removes records",
            description = "In one transaction.",
            answer = "`{\"removed\": [..]}`: identifiers of those that were there.",
            refusals = {400, 404, 413, 503})
    String remove(
            @Query(CODE) String code, @Body(value = "`{\"identifiers\": [..]}`", required = true) String identifiers);

    @Operation(
            value = "POST /api/collections/{code}/records/_query",
            id = "queryRecords",
            access = Access.MACHINE,
            summary = "Records that match",
            description = "As many as there are, in a stream. With `Accept: application/jsonl` one JSON object a line,"
                    + " with `Accept: text/csv` as a table.",
            answer = "`{\"data\": [..]}`",
            audited = Audited.NEVER,
            refusals = {400, 404, 503})
    Content query(@Query(CODE) String code, @Body(QUERY) String query) throws Exception;

    /** The same as lines. */
    @Operation(
            value = "POST /api/collections/{code}/records/_query",
            id = "queryRecords",
            access = Access.MACHINE,
            summary = "The same as lines of JSON",
            answer = "A JSON object a line.",
            type = "application/jsonl",
            audited = Audited.NEVER)
    default Content queryAsLines(String code, @Body(QUERY) String query) throws Exception {
        return records(code, query, RecordFormat.LINES);
    }

    /** The same as CSV. */
    @Operation(
            value = "POST /api/collections/{code}/records/_query",
            id = "queryRecords",
            access = Access.MACHINE,
            summary = "The same as CSV",
            answer = "A row for each record.",
            type = "text/csv; charset=utf-8",
            audited = Audited.NEVER)
    default Content queryAsCsv(String code, @Body(QUERY) String query) throws Exception {
        return records(code, query, RecordFormat.CSV);
    }

    /** Records that match, in a format. */
    Content records(String code, String query, RecordFormat format) throws Exception;

    @Operation(
            value = "POST /api/collections/{code}/records/_scroll",
            id = "scrollRecords",
            access = Access.MACHINE,
            summary = "Records that match, page by page",
            description =
                    "The first request has what `_query` has, and perhaps `pageSize`; each other one the `scrollId`"
                            + " of the answer before it. `limit` is of all pages together. The server keeps nothing of a scroll.",
            answer = "`{\"scrollId\": .., \"hasNext\": .., \"data\": [..]}`",
            audited = Audited.NEVER,
            refusals = {400, 404, 503})
    String scroll(
            @Query(CODE) String code,
            @Body(value = "A query with `pageSize` (1,000 when left out), or `{\"scrollId\": ..}`.") String query)
            throws Exception;

    @Operation(
            value = "GET /api/collections/{code}/records/{id}",
            id = "record",
            access = Access.MACHINE,
            summary = "A record",
            answer = "Its fields, with `dataRecordIdentifier`, `@iat`, `@uat`, `@version`.",
            refusals = {404, 503})
    String record(@Query(CODE) String code, @Query(ID) String id);

    @Operation(
            value = "PUT /api/collections/{code}/records/{id}",
            id = "putRecord",
            access = Access.MACHINE,
            summary = "Stores a record, new or in the place of the one that is there",
            answer = "As it is then.",
            refusals = {400, 404, 409, 413, 503})
    String putRecord(
            @Query(CODE) String code,
            @Query(ID) String id,
            @Query("Only when it has this version now; 0: only when it is not there.") Long version,
            @Body(value = "Its fields.", required = true) String record);

    @Operation(
            value = "PATCH /api/collections/{code}/records/{id}",
            id = "patchRecord",
            access = Access.MACHINE,
            summary = "Changes some fields of a record",
            description = "By JSON Merge Patch (RFC 7396): a field that is null is removed.",
            answer = "As it is then.",
            refusals = {400, 404, 409, 413, 503})
    String patchRecord(
            @Query(CODE) String code,
            @Query(ID) String id,
            @Query("Only when it has this version now.") Long version,
            @Body(value = "The fields that change.", required = true) String patch);

    @Operation(
            value = "DELETE /api/collections/{code}/records/{id}",
            id = "removeRecord",
            access = Access.MACHINE,
            summary = "Removes a record",
            answer = "`{\"removed\": [..]}`",
            refusals = {404, 409, 503})
    String removeRecord(
            @Query(CODE) String code, @Query(ID) String id, @Query("Only when it has this version now.") Long version);

    /**
     * A collection.
     *
     * @param name its title
     * @param access what the caller may do with its records: read or write
     */
    record CollectionView(
            String collectionCode,
            String name,
            String description,
            String dataRecordIdentifierProperty,
            IfInvalid ifInvalid,
            RecordAccess access) {}

    /** What becomes of records that do not fit. */
    enum IfInvalid {
        refuse,
        keep
    }

    /** What a caller may do with records. */
    enum RecordAccess {
        read,
        write
    }

    /**
     * A collection and how many records it has.
     *
     * @param invalid those of them that do not fit
     */
    record CollectionDetails(CollectionView collection, long records, long invalid, ValidationView validation) {}

    /**
     * Whether all records have been judged by the fields that the collection has now.
     *
     * @param checked how many of those that were there when it began
     * @param total how many these were
     */
    record ValidationView(ValidationState state, long checked, long total) {}

    /** How far it is; waiting: the fields have changed, it begins within seconds. */
    enum ValidationState {
        current,
        waiting,
        running
    }

    /**
     * A collection that is to be.
     *
     * @param name its title, or null
     * @param description or null
     */
    record NewCollection(String collectionCode, String name, String description, String dataRecordIdentifierProperty) {}
}
