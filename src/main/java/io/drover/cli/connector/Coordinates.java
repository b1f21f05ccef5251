package io.drover.cli.connector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library as Maven knows it.
 *
 * @param version empty for Camel's own, which are of the version of Camel that Drover runs with
 */
record Coordinates(String group, String artifact, String version) {
    private static final String CAMEL = "org.apache.camel";
    private static final Pattern WHOLE = Pattern.compile("([\\w.-]+):([\\w.-]+)(?::([\\w.+-]+))?");
    private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]*");

    /**
     * What a person has named: {@code camel-kafka}, {@code kafka} or {@code com.example:library:1.0}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static Coordinates parse(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (whole.matches()) {
            boolean camel = whole.group(1).equals(CAMEL);
            if (whole.group(3) == null && !camel) {
                throw new IllegalArgumentException(text + " has no version: write GROUP:ARTIFACT:VERSION");
            }
            return new Coordinates(whole.group(1), whole.group(2), camel ? "" : whole.group(3));
        }
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no connector: write the name of a part of Camel, such as camel-kafka, or GROUP:ARTIFACT:VERSION");
        }
        return new Coordinates(CAMEL, text.startsWith("camel-") ? text : "camel-" + text, "");
    }

    /** Whether they mean the same library, of whatever version. */
    boolean sameAs(Coordinates other) {
        return group.equals(other.group) && artifact.equals(other.artifact);
    }

    @Override
    public String toString() {
        return version.isEmpty() ? artifact : group + ":" + artifact + ":" + version;
    }
}
