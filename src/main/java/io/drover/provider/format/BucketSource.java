package io.drover.provider.format;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * The bucket whose files a job reads, in the place of an inbox of its own.
 *
 * @param files which of them: {@code *} stands for any characters, {@code ?} for one
 * @param last whether only the last of those that wait is read, and the others are set aside
 * @param byTime whether the order is that of their times; else that of their names
 * @param then where files go when the job is done with them
 */
public record BucketSource(String name, String files, boolean last, boolean byTime, Outcomes then) {

    /**
     * The buckets that files go to.
     *
     * @param processed what was loaded
     * @param skipped what is set aside unread, or null when all are read
     * @param invalid what was not loaded
     */
    public record Outcomes(String processed, String skipped, String invalid) {}

    /** The names of all buckets that the job has to do with. */
    public Stream<String> names() {
        return Stream.of(name, then.processed, then.skipped, then.invalid).filter(Objects::nonNull);
    }
}
