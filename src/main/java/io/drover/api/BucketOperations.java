package io.drover.api;

import io.drover.http.upload.FormFiles;
import io.drover.security.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What people and applications can ask about buckets and their files. People by their roles: a reader reads, an operator writes; an
 * application what the bucket's file lets it. A bucket that somebody may not read is not there for them.
 */
public interface BucketOperations {

    /** How a bucket is named. */
    String CODE = "Code of the bucket: the name in its file.";

    /** How a file is named. */
    String NAME = "Name of the file. Names are the same whatever their case; they are never paths.";

    /** Which files. */
    String PATTERN = "Only files of such names: `*` stands for any characters, `?` for one.";

    @Operation(
            value = "GET /api/buckets",
            id = "buckets",
            access = Access.MACHINE,
            summary = "The buckets that the caller may read",
            answer = "By their codes.")
    List<BucketView> buckets();

    @Operation(
            value = "GET /api/buckets/{code}",
            id = "bucket",
            access = Access.MACHINE,
            summary = "A bucket and how much is in it",
            answer = "The bucket.",
            refusals = {404, 503})
    BucketDetails bucket(@Query(CODE) String code) throws IOException;

    @Operation(
            value = "PUT /api/buckets/{code}",
            id = "putBucket",
            access = Access.OPERATE,
            summary = "Creates a bucket, or gives one another title",
            description = "Writes its file, `Files/Integration/Buckets/CODE.xml`.",
            answer = "The bucket.",
            refusals = {400, 409, 503})
    BucketView create(
            @Query(CODE) String code,
            @Body(
                            value = "`{\"dataBucketEntry\": {\"name\": ..}}`: what people call it.",
                            unreadable = "the body is no JSON object {\"dataBucketEntry\": {\"name\": ..}}")
                    NewBucket bucket)
            throws IOException, InterruptedException;

    @Operation(
            value = "DELETE /api/buckets/{code}",
            id = "removeBucket",
            access = Access.OPERATE,
            summary = "Removes a bucket that is empty",
            description = "Deletes its file and its folder. The shipped ones stay, and those that jobs name.",
            answer = "The code.",
            refusals = {404, 409, 503})
    BucketRemoval remove(@Query(CODE) String code) throws IOException, InterruptedException;

    @Operation(
            value = "GET /api/buckets/{code}/files",
            id = "bucketFiles",
            access = Access.MACHINE,
            summary = "The files of a bucket",
            description = "By name; those that a job reads now are among them.",
            answer = "The files.",
            refusals = {400, 404, 503})
    List<BucketFileView> files(
            @Query(CODE) String code,
            @Query(PATTERN) String pattern,
            @Query(value = "How many at most.", otherwise = "1000", min = 1, max = 100_000) int limit)
            throws IOException;

    @Operation(
            value = "DELETE /api/buckets/{code}/files",
            id = "deleteBucketFiles",
            access = Access.MACHINE,
            summary = "Deletes the files of some names",
            description = "A file that a job reads stays, and is told of.",
            answer = "For each file what has become of it.",
            refusals = {400, 404, 503})
    List<FileResult> deleteFiles(
            @Query(CODE) String code,
            @Query(value = PATTERN, missing = "which files are to be deleted, such as store*.*; * for all of them")
                    String pattern)
            throws IOException;

    @Operation(
            value = "POST /api/buckets/{code}/upload",
            id = "uploadToBucket",
            access = Access.MACHINE,
            summary = "Puts the files of a form into a bucket",
            description =
                    "Each whole or not at all. One that is refused is told of in its place; the others are taken.",
            answer = "For each file, in their order, what has become of it.",
            refusals = {400, 404, 413, 415, 503})
    List<FileResult> upload(
            @Query(CODE) String code,
            @Body(value = "A form, `multipart/form-data`, whose files are called `file[]`.", required = true)
                    FormFiles form)
            throws IOException;

    @Operation(
            value = "PUT /api/buckets/{code}/files/{name}",
            id = "putBucketFile",
            access = Access.MACHINE,
            summary = "Puts a file into a bucket",
            description = "Whole or not at all, of any size up to `drover.http.max-upload`.",
            answer = "The file, under the name that it has got.",
            refusals = {400, 404, 409, 413, 415, 503})
    BucketFileView put(
            @Query(CODE) String code,
            @Query(NAME) String name,
            @Body("The content of the file, of any type but that of a form.") Path content)
            throws IOException;

    @Operation(
            value = "GET /api/buckets/{code}/files/{name}",
            id = "bucketFile",
            access = Access.MACHINE,
            summary = "The content of a file",
            description =
                    "With an `ETag`, which `If-None-Match` and `If-Range` may name; `Range` asks for a part of it.",
            answer = "The content.",
            type = Content.TYPE,
            refusals = {400, 404, 503})
    Content file(@Query(CODE) String code, @Query(NAME) String name) throws IOException;

    @Operation(
            value = "GET /api/buckets/{code}/download",
            id = "downloadFromBucket",
            access = Access.MACHINE,
            summary = "The same, for clients that name the file in the query",
            answer = "The content.",
            type = Content.TYPE,
            refusals = {400, 404, 503})
    Content download(
            @Query(CODE) String code,
            @Query(value = NAME, missing = "the name of a file of the bucket") String filename)
            throws IOException;

    @Operation(
            value = "DELETE /api/buckets/{code}/files/{name}",
            id = "deleteBucketFile",
            access = Access.MACHINE,
            summary = "Deletes a file",
            answer = "What has become of it.",
            refusals = {400, 404, 409, 503})
    FileResult deleteFile(@Query(CODE) String code, @Query(NAME) String name) throws IOException;

    /**
     * What a bucket is to be.
     *
     * @param dataBucketEntry null: it is called by its code
     */
    record NewBucket(BucketEntry dataBucketEntry) {}

    /**
     * What people see of a bucket.
     *
     * @param name what they call it
     */
    record BucketEntry(String name) {}

    /** What the caller may do with files. */
    enum FileAccess {
        /** List and read them. */
        read,
        /** Put and delete them too. */
        write
    }

    /** What becomes of a file whose name is taken. */
    enum IfTaken {
        /** It takes the other one's place. */
        replace,
        /** It is refused. */
        refuse,
        /** It gets a number. */
        number
    }

    /**
     * A bucket.
     *
     * @param name what people call it
     */
    record BucketView(String bucketCode, String name, String description, IfTaken existing, FileAccess access) {}

    /**
     * A bucket and what is in it.
     *
     * @param bytes of all files
     */
    record BucketDetails(BucketView bucket, long files, long bytes) {}

    /** A bucket that is no more. */
    record BucketRemoval(String removed) {}

    /**
     * A file.
     *
     * @param modified when it came
     * @param heldBy the job that reads it now, or null
     */
    record BucketFileView(String filename, long bytes, Instant modified, String sha256, String heldBy) {}

    /**
     * What has become of a file.
     *
     * @param filename the name that was sent
     * @param storedAs the name that it has got; null when it was not stored
     * @param done whether what was asked for was done
     */
    record FileResult(String filename, String message, boolean done, String storedAs, String sha256) {}
}
