package io.drover.addin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/**
 * A parameter of an add-in, as its route template declares it. The end of a description may say {@code Allowed: a, b, c.} and
 * {@code Example: text}.
 *
 * @param meaning what it says, without the two
 * @param required whether a task must have it
 * @param defaultValue null when it is required
 * @param allowed the values it may have, whatever their case; empty: any
 * @param example null when there is none
 */
public record AddInParameter(
        String name, String meaning, boolean required, String defaultValue, List<String> allowed, String example) {
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?s)(.*?)(?:\\s*Allowed: ([^.]+)\\.?)?(?:\\s*Example: (.+))?");

    /** What {@code Allowed:} says of a parameter that names a file: exports take the file along. */
    private static final String FILE = "a file below Files/Integration";

    /** The same of one that names a connection, which then says what the task leaves out. */
    private static final String CONNECTION = "a connection of Files/Integration/Connections";

    public AddInParameter {
        allowed = List.copyOf(allowed);
    }

    static AddInParameter of(RouteTemplateParameterDefinition written) {
        String text = Optional.ofNullable(written.getDescription()).orElse("").strip();
        Matcher description = DESCRIPTION.matcher(text);
        if (!description.matches()) {
            throw new IllegalStateException(text);
        }
        return new AddInParameter(
                written.getName(),
                description.group(1).strip().replaceFirst("\\.$", ""), // a sentence before what else is said
                written.getDefaultValue() == null && !Boolean.FALSE.equals(written.getRequired()),
                written.getDefaultValue(),
                description.group(2) == null
                        ? List.of()
                        : Arrays.asList(description.group(2).strip().split("\\s*,\\s*")),
                description.group(3));
    }

    /** Whether its value is the path of a file below drover.files. */
    public boolean isFile() {
        return allowed.equals(List.of(FILE));
    }

    /** Whether its value is the name of a connection. */
    public boolean isConnection() {
        return allowed.equals(List.of(CONNECTION));
    }

    /** Whether it may have this value. */
    public boolean allows(String value) {
        return allowed.isEmpty()
                || isFile()
                || isConnection()
                || allowed.stream().anyMatch(value::equalsIgnoreCase);
    }
}
