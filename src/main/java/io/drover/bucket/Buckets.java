package io.drover.bucket;

import io.drover.bucket.definition.BucketDefinition;
import io.drover.definition.Catalog;
import io.drover.definition.Definitions;
import io.drover.definition.UnknownNameException;
import io.drover.settings.Folders;
import io.drover.store.Store;
import io.drover.store.bucket.FileHashes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All buckets: those that files define, and those that are there without one. Thread-safe. */
public final class Buckets {
    private final Catalog catalog;
    private final Folders folders;
    private final FileHolders holders;
    private final Digests digests;

    public Buckets(Catalog catalog, Folders folders, Store store, FileHolders holders) {
        this.catalog = catalog;
        this.folders = folders;
        this.holders = holders;
        this.digests = new Digests(new FileHashes(store));
    }

    /** The buckets of some definitions, by name whatever its case. */
    public static Map<String, BucketDefinition> of(Definitions definitions) {
        Map<String, BucketDefinition> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String shipped : BucketDefinition.SHIPPED) {
            all.put(shipped, BucketDefinition.plain(shipped, shipped, Path.of(shipped + ".xml")));
        }
        definitions.all(BucketDefinition.class).values().forEach(bucket -> {
            all.remove(bucket.name()); // whose name may have another case
            all.put(bucket.name(), bucket);
        });
        return all;
    }

    /** All of them, by name. */
    public List<BucketDefinition> all() {
        return of(catalog.current()).values().stream()
                .sorted(Comparator.comparing(BucketDefinition::name))
                .toList();
    }

    /**
     * A bucket by its name, whatever the case.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     */
    public Bucket find(String name) {
        BucketDefinition found = of(catalog.current()).get(name);
        if (found == null) {
            throw new UnknownNameException("there is no bucket '" + name + "'; there are "
                    + all().stream().map(BucketDefinition::name).collect(Collectors.joining(", ")));
        }
        return open(found);
    }

    /** The files of a bucket. */
    public Bucket open(BucketDefinition definition) {
        return new Bucket(definition, folders.bucket(definition.name()), holders, digests);
    }
}
