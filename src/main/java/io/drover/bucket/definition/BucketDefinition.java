package io.drover.bucket.definition;

import io.drover.definition.HeadedDefinition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bucket.
 *
 * @param applications client ids in canonical form, and whether each may write; people by their roles besides
 */
public record BucketDefinition(Head head, Existing existing, Retention retention, Map<String, Boolean> applications)
        implements HeadedDefinition {

    /** The buckets that are there without a file; a file of the same name says more of one. */
    public static final List<String> SHIPPED = List.of("incoming", "processed", "skipped", "invalid");

    /**
     * Which one it is.
     *
     * @param title what people call it
     * @param description empty when there is none
     */
    public record Head(String name, String title, String description, Path file) implements HeadedDefinition.Head {}

    /** What becomes of a file whose name another one has. */
    public enum Existing {
        /** It takes the other one's place. */
        REPLACE,
        /** It is not taken. */
        REFUSE,
        /** It gets a number before its extension. */
        NUMBER
    }

    /**
     * How long files are kept.
     *
     * @param days after which a file goes; 0: however old it is, it stays
     * @param bytes of all files together, beyond which the oldest go; 0: however much there is, it stays
     */
    public record Retention(int days, long bytes) {
        /** Files stay. */
        public static final Retention NONE = new Retention(0, 0);
    }

    public BucketDefinition {
        applications = Collections.unmodifiableMap(new LinkedHashMap<>(applications));
    }

    /** A bucket of which nothing is said but its name. */
    public static BucketDefinition plain(String name, String title, Path file) {
        return new BucketDefinition(new Head(name, title, "", file), Existing.NUMBER, Retention.NONE, Map.of());
    }

    /** The same with another title. */
    public BucketDefinition titled(String title, Path file) {
        return new BucketDefinition(
                new Head(name(), title, head.description(), file), existing, retention, applications);
    }
}
