package io.drover.bucket;

import io.drover.bucket.BucketException.Kind;
import io.drover.bucket.FileHolders.HeldFile;
import io.drover.bucket.definition.BucketDefinition;
import io.drover.bucket.file.FolderSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a bucket. The folder is what there is: files that somebody lays there by hand are the bucket's too, when their names may be those of
 * files. Links and folders are not looked at. Thread-safe, over several servers too.
 */
public final class Bucket {
    private final BucketDefinition definition;
    private final Path folder;
    private final FileHolders holders;
    private final Digests digests;

    Bucket(BucketDefinition definition, Path folder, FileHolders holders, Digests digests) {
        this.definition = definition;
        this.folder = folder;
        this.holders = holders;
        this.digests = digests;
    }

    public BucketDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    /** Where its files lie; made with the first one. */
    public Path folder() {
        return folder;
    }

    /**
     * The files that match, by name.
     *
     * @param limit how many at most
     */
    public List<BucketFile> list(FilePattern pattern, int limit) throws IOException {
        Map<String, BucketFile> files = held(pattern).stream()
                .collect(Collectors.toMap(BucketFile::name, Function.identity(), (one, other) -> one));
        for (String name : names()) {
            if (pattern.matches(name) && !files.containsKey(name)) {
                lookAt(name, folder.resolve(name), null).ifPresent(file -> files.put(name, file));
            }
        }
        return files.values().stream()
                .sorted(Comparator.comparing(BucketFile::name))
                .limit(limit)
                .toList();
    }

    private List<BucketFile> held(FilePattern pattern) throws IOException {
        List<BucketFile> files = new ArrayList<>();
        for (HeldFile held : holders.heldOf(name())) {
            if (pattern.matches(held.name())) {
                lookAt(held.name(), held.path(), held.job()).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<BucketFile> lookAt(String name, Path path, String heldBy) throws IOException {
        try {
            return Optional.of(BucketFile.of(name, path, heldBy));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // gone since the folder was listed
        }
    }

    /** The names of the files in its folder. */
    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> entry.getFileName().toString())
                    .filter(BucketFileName::isPossible)
                    .toList();
        }
    }

    /** What the names that are taken come down to, those of files that jobs read among them. */
    Set<String> keys() throws IOException {
        return Stream.concat(names().stream(), holders.heldOf(name()).stream().map(HeldFile::name))
                .map(BucketFileName::key)
                .collect(Collectors.toSet());
    }

    /** The SHA-256 of files, which are read for it when they have changed; a file that is gone meanwhile has none. */
    public Map<String, String> sha256(List<BucketFile> files) throws IOException {
        return digests.of(name(), files);
    }

    /**
     * A file by its name, whatever the case.
     *
     * @throws BucketException when there is none
     */
    public BucketFile find(String name) throws IOException {
        return existing(BucketFileName.of(name))
                .orElseThrow(() ->
                        new BucketException(Kind.UNKNOWN, "there is no file '" + name + "' in the bucket " + name()));
    }

    /** The file that a name is taken by. */
    Optional<BucketFile> existing(String name) throws IOException {
        String key = BucketFileName.key(name);
        for (HeldFile held : holders.heldOf(name())) {
            if (BucketFileName.key(held.name()).equals(key)) {
                Optional<BucketFile> found = lookAt(held.name(), held.path(), held.job());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return lookAt(name, folder.resolve(name), null);
        }
        Optional<String> like = names().stream()
                .filter(each -> BucketFileName.key(each).equals(key))
                .findFirst();
        return like.isEmpty() ? Optional.empty() : lookAt(like.get(), folder.resolve(like.get()), null);
    }

    /** Puts a file there, whole or not at all: {@link BucketPut}. */
    public BucketFile put(String name, Path content) throws IOException {
        return new BucketPut(this, name).place(content);
    }

    /**
     * Deletes a file.
     *
     * @throws BucketException when there is none, or a job reads it
     */
    public void delete(String name) throws IOException {
        delete(find(name));
    }

    /** Deletes a file that was found here. */
    public void delete(BucketFile file) throws IOException {
        requireFree(file);
        Files.deleteIfExists(folder.resolve(file.name()));
        FolderSync.sync(folder);
        digests.forget(name(), List.of(file.name()));
    }

    void requireFree(BucketFile file) {
        if (file.heldBy() != null) {
            throw new BucketException(
                    Kind.CONFLICT,
                    "the job " + file.heldBy() + " reads " + file.name() + " of the bucket " + name()
                            + " just now; try again when it has ended");
        }
    }

    /** Removes the folder; the bucket must be empty. */
    public void removeFolder() throws IOException {
        List<BucketFile> files = list(FilePattern.of(null), Integer.MAX_VALUE);
        if (!files.isEmpty()) {
            throw new BucketException(
                    Kind.CONFLICT,
                    "the bucket " + name() + " has files (" + files.size()
                            + "), which would be lost: delete them first, or all with pattern=*");
        }
        Files.deleteIfExists(folder);
    }
}
