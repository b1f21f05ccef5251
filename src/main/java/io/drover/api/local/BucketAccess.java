package io.drover.api.local;

import io.drover.api.BucketOperations.FileAccess;
import io.drover.api.OperationException;
import io.drover.bucket.Bucket;
import io.drover.bucket.Buckets;
import io.drover.bucket.definition.BucketDefinition;
import io.drover.definition.UnknownNameException;
import io.drover.security.Caller;
import java.util.List;
import java.util.stream.Collectors;

/** Which buckets a caller may read and write: by his roles, or because the bucket's file names him. */
public final class BucketAccess {
    private final Buckets buckets;
    private final ApplicationPolicy policy;

    public BucketAccess(Buckets buckets, Caller caller) {
        this.buckets = buckets;
        this.policy = new ApplicationPolicy(caller);
    }

    /** The buckets that the caller may read. */
    List<BucketDefinition> readable() {
        return buckets.all().stream()
                .filter(bucket -> policy.reads(bucket.applications()))
                .toList();
    }

    /** @throws UnknownNameException when there is none of that code, or the caller may not read it */
    Bucket reading(String code) {
        return readable().stream()
                .filter(bucket -> bucket.name().equalsIgnoreCase(code))
                .findFirst()
                .map(buckets::open)
                .orElseThrow(() -> unknown(code));
    }

    private UnknownNameException unknown(String code) {
        String known = readable().stream().map(BucketDefinition::name).collect(Collectors.joining(", "));
        return new UnknownNameException(
                "there is no bucket '" + code + "'; there are " + (known.isEmpty() ? "none" : known));
    }

    /**
     * A bucket that the caller may write to.
     *
     * @throws OperationException when the caller may only read it
     */
    public Bucket writing(String code) {
        Bucket found = reading(code);
        if (of(found.definition()) != FileAccess.write) {
            throw new OperationException(
                    403,
                    "only who has the role operator, or is named with access=\"write\" in the bucket's file, may write to "
                            + found.name());
        }
        return found;
    }

    /** What the caller may do with files of a bucket that he may read. */
    FileAccess of(BucketDefinition bucket) {
        return policy.writes(bucket.applications()) ? FileAccess.write : FileAccess.read;
    }
}
