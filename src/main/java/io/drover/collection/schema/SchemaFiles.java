package io.drover.collection.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import io.drover.settings.RelativeFile;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Schemas in files below a folder, and what these refer to: other files below it, and nothing else. What is wrong with one is said with
 * its path and line.
 */
final class SchemaFiles implements SchemaLoader {
    private static final String BASE = "files://integration/";
    private static final long LARGEST = 1024 * 1024;

    private final Path root;

    SchemaFiles(Path root) {
        this.root = root;
    }

    /** What a file is called in a schema that others are told by their place from it. */
    String address(String path) {
        String below = root.toAbsolutePath().normalize().relativize(file(path)).toString();
        return BASE
                + below.replace(File.separatorChar, '/')
                        .replace("%", "%25")
                        .replace(" ", "%20")
                        .replace("#", "%23");
    }

    /**
     * Reads a schema.
     *
     * @param path below the folder
     * @throws IllegalArgumentException when it is none; the message is for users
     */
    JsonNode read(String path) {
        String text = text(path);
        JsonNode schema;
        try {
            schema = RecordJson.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    path + ":"
                            + Math.max(
                                    1,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()) + " is no JSON: " + RecordJson.reason(e),
                    e);
        }
        Optional<SchemaMessage> wrong = FieldSchemas.wrong(schema);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(
                    path + ":" + JsonLines.line(text, wrong.get().path()) + " is no JSON Schema: " + wrong.get());
        }
        return schema;
    }

    private String text(String path) {
        Path file = file(path);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(
                        path + " is too large: a schema has at most " + LARGEST / 1024 + " KB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " cannot be read: it must be text in UTF-8 (" + e + ")", e);
        }
    }

    private Path file(String path) {
        RelativeFile file = RelativeFile.of(root, path);
        return switch (file.state()) {
            case THERE -> file.file();
            case MISSING -> throw new IllegalArgumentException(path + " is not there, below Files/Integration");
            case OUTSIDE -> throw new IllegalArgumentException(path + " does not lie below Files/Integration");
        };
    }

    @Override
    public InputStreamSource getSchema(AbsoluteIri address) {
        String asked = address.toString();
        if (!asked.startsWith(BASE)) {
            throw new IllegalArgumentException("the $ref to " + asked
                    + " leads to no file below Files/Integration: give the path of one from the schema's own");
        }
        String path = URI.create("file:///" + asked.substring(BASE.length()))
                .getPath()
                .substring(1);
        byte[] schema = RecordJson.write(read(path)).getBytes(StandardCharsets.UTF_8);
        return () -> new ByteArrayInputStream(schema);
    }
}
