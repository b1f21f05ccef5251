package io.drover.api.local;

import io.drover.api.BucketOperations;
import io.drover.api.Content;
import io.drover.api.FileContent;
import io.drover.bucket.Bucket;
import io.drover.bucket.BucketException;
import io.drover.bucket.BucketFile;
import io.drover.bucket.Buckets;
import io.drover.bucket.FilePattern;
import io.drover.bucket.definition.BucketDefinition;
import io.drover.definition.Catalog;
import io.drover.http.upload.FormFile;
import io.drover.http.upload.FormFiles;
import io.drover.security.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Buckets and their files on the server of this process, for whoever asks. */
public final class LocalBucketOperations implements BucketOperations {
    private final BucketAccess access;
    private final BucketFiles files;

    /**
     * For a caller.
     *
     * @param folder of the files that define buckets
     * @param serving whether changed files are taken up here
     */
    public LocalBucketOperations(Catalog catalog, Buckets buckets, Path folder, boolean serving, Caller caller) {
        this.access = new BucketAccess(buckets, caller);
        this.files = new BucketFiles(catalog, folder, serving);
    }

    @Override
    public List<BucketView> buckets() {
        return access.readable().stream().map(this::view).toList();
    }

    private BucketView view(BucketDefinition bucket) {
        return new BucketView(
                bucket.name(),
                bucket.head().title(),
                bucket.head().description(),
                IfTaken.valueOf(bucket.existing().name().toLowerCase(Locale.ROOT)),
                access.of(bucket));
    }

    @Override
    public BucketDetails bucket(String code) throws IOException {
        Bucket bucket = access.reading(code);
        List<BucketFile> all = bucket.list(FilePattern.of(null), Integer.MAX_VALUE);
        return new BucketDetails(
                view(bucket.definition()),
                all.size(),
                all.stream().mapToLong(BucketFile::bytes).sum());
    }

    @Override
    public BucketView create(String code, NewBucket bucket) throws IOException, InterruptedException {
        String name = bucket == null || bucket.dataBucketEntry() == null
                ? null
                : bucket.dataBucketEntry().name();
        return view(files.put(code, name == null || name.isBlank() ? code : name.strip()));
    }

    @Override
    public BucketRemoval remove(String code) throws IOException, InterruptedException {
        Bucket bucket = access.writing(code);
        files.remove(bucket);
        return new BucketRemoval(bucket.name());
    }

    @Override
    public List<BucketFileView> files(String code, String pattern, int limit) throws IOException {
        Bucket bucket = access.reading(code);
        List<BucketFile> found = bucket.list(FilePattern.of(pattern), limit);
        Map<String, String> sha256 = bucket.sha256(found);
        return found.stream()
                .filter(file -> sha256.containsKey(file.name()))
                .map(file -> view(file, sha256.get(file.name())))
                .toList();
    }

    private static BucketFileView view(BucketFile file, String sha256) {
        return new BucketFileView(file.name(), file.bytes(), file.modified(), sha256, file.heldBy());
    }

    @Override
    public List<FileResult> deleteFiles(String code, String pattern) throws IOException {
        Bucket bucket = access.writing(code);
        List<FileResult> results = new ArrayList<>();
        for (BucketFile file : bucket.list(FilePattern.of(pattern), Integer.MAX_VALUE)) {
            try {
                bucket.delete(file);
                results.add(deleted(file.name()));
            } catch (BucketException e) {
                results.add(refused(file.name(), e));
            }
        }
        return results;
    }

    private static FileResult deleted(String name) {
        return new FileResult(name, "Successfully deleted.", true, null, null);
    }

    private static FileResult refused(String name, BucketException why) {
        return new FileResult(name, why.getMessage(), false, null, null);
    }

    @Override
    public List<FileResult> upload(String code, FormFiles form) throws IOException {
        Bucket bucket = access.writing(code);
        List<FileResult> results = new ArrayList<>();
        for (FormFile file : form.files()) {
            try {
                BucketFileView stored = put(bucket, file.name(), file.content());
                results.add(new FileResult(
                        file.name(), "Successfully uploaded.", true, stored.filename(), stored.sha256()));
            } catch (BucketException e) {
                results.add(refused(file.name(), e));
            }
        }
        return results;
    }

    @Override
    public BucketFileView put(String code, String name, Path content) throws IOException {
        return put(access.writing(code), name, content);
    }

    private static BucketFileView put(Bucket bucket, String name, Path content) throws IOException {
        BucketFile stored = bucket.put(name, content);
        return view(stored, bucket.sha256(List.of(stored)).get(stored.name()));
    }

    @Override
    public Content file(String code, String name) throws IOException {
        Bucket bucket = access.reading(code);
        BucketFile file = bucket.find(name);
        return new FileContent(
                file.path(),
                file.name(),
                Map.of(
                        "ETag",
                        "\"" + bucket.sha256(List.of(file)).get(file.name()) + "\"",
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                file.modified().atOffset(ZoneOffset.UTC))),
                false);
    }

    @Override
    public Content download(String code, String filename) throws IOException {
        return file(code, filename);
    }

    @Override
    public FileResult deleteFile(String code, String name) throws IOException {
        Bucket bucket = access.writing(code);
        BucketFile file = bucket.find(name);
        bucket.delete(file);
        return deleted(file.name());
    }
}
