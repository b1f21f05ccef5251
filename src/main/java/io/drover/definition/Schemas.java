package io.drover.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schemas of definition files, as editors need them. */
public final class Schemas {
    private Schemas() {}

    /** Names of the kinds, such as {@code scheduled-task}. */
    public static List<String> names() {
        return Kinds.all().stream().map(kind -> kind.xsd().replace(".xsd", "")).toList();
    }

    /**
     * The text of a schema.
     *
     * @throws UnknownNameException when there is none of that name; the message lists those there are
     */
    public static String text(String name) {
        if (!names().contains(name)) {
            throw new UnknownNameException(
                    "there is no schema '" + name + "'; there are " + String.join(", ", names()));
        }
        try (InputStream schema = Schemas.class.getResourceAsStream("/schema/" + name + ".xsd")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
