package io.drover.bucket;

import io.drover.bucket.definition.BucketDefinition.Retention;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the files of buckets that have been kept for long enough, or are too many. */
public final class Retentions {
    private static final Logger LOG = LoggerFactory.getLogger(Retentions.class);

    private final Buckets buckets;

    public Retentions(Buckets buckets) {
        this.buckets = buckets;
    }

    /** Looks at all buckets every minute from now on. */
    public void schedule(ExecutorServiceManager executors) {
        var unused = executors
                .newScheduledThreadPool(this, "bucket-retention", 1)
                .scheduleWithFixedDelay(() -> look(Instant.now()), 1, 60, TimeUnit.SECONDS);
    }

    /** Looks at all buckets; one that cannot be looked at keeps no other waiting. */
    public void look(Instant now) {
        buckets.all().stream()
                .filter(bucket -> !bucket.retention().equals(Retention.NONE))
                .forEach(bucket -> look(buckets.open(bucket), now));
    }

    private static void look(Bucket bucket, Instant now) {
        try {
            List<BucketFile> oldestFirst = bucket.list(FilePattern.of(null), Integer.MAX_VALUE).stream()
                    .filter(file -> file.heldBy() == null)
                    .sorted(Comparator.comparing(BucketFile::modified))
                    .toList();
            Retention kept = bucket.definition().retention();
            long bytes = oldestFirst.stream().mapToLong(BucketFile::bytes).sum();
            for (BucketFile file : oldestFirst) {
                boolean old = kept.days() > 0 && file.modified().isBefore(now.minus(Duration.ofDays(kept.days())));
                boolean tooMuch = kept.bytes() > 0 && bytes > kept.bytes();
                if (old || tooMuch) {
                    bucket.delete(file);
                    bytes -= file.bytes();
                    LOG.info("{}  {}  removed: its bucket's retention says so", bucket.name(), file.name());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}  what is kept for too long could not be removed: {}", bucket.name(), e.toString());
        }
    }
}
