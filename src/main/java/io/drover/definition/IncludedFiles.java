package io.drover.definition;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.settings.RelativeFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** What stylesheets, XML schemas and JSON Schemas include and refer to, and what those do. */
public final class IncludedFiles {
    private static final String XSLT = "http://www.w3.org/1999/XSL/Transform";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
    private static final Set<String> INCLUDING = Set.of("include", "import", "redefine", "override");

    private IncludedFiles() {}

    /** The references and those of what they lead to; a file that is no XML refers to none. */
    public static List<FileReference> with(Path root, List<FileReference> references) {
        Set<FileReference> all = new LinkedHashSet<>(references);
        Deque<FileReference> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            RelativeFile file = open.remove().below(root);
            if (file.state() == RelativeFile.State.THERE) {
                of(root, file.file()).stream().filter(all::add).forEach(open::add);
            }
        }
        return List.copyOf(all);
    }

    private static List<FileReference> of(Path root, Path file) {
        Includes includes = new Includes(root, file);
        String name = file.getFileName().toString();
        if (name.matches("(?i).*\\.json")) {
            return includes.ofJson();
        }
        if (!name.matches("(?i).*\\.(xslt?|xsd|xml)")) {
            return List.of();
        }
        try {
            XMLReader reader = XmlInput.reader();
            reader.setContentHandler(includes);
            reader.setErrorHandler(includes);
            reader.parse(XmlInput.of(Files.readAllBytes(file)));
        } catch (IOException | SAXException e) {
            // What it is used for says so
        }
        return includes.found;
    }

    private static final class Includes extends DefaultHandler {
        private final Path root;
        private final Path file;
        private final Path from;
        private final List<FileReference> found = new ArrayList<>();
        private Locator locator;

        private Includes(Path root, Path file) {
            this.root = root.toAbsolutePath().normalize();
            this.file = file;
            this.from = root.resolve(this.root.relativize(file));
        }

        @Override
        public void setDocumentLocator(Locator documentLocator) {
            this.locator = documentLocator;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            boolean stylesheet = uri.equals(XSLT);
            if (INCLUDING.contains(localName) && (stylesheet || uri.equals(SCHEMA))) {
                String place = attributes.getValue(stylesheet ? "href" : "schemaLocation");
                if (place != null) {
                    add(stylesheet ? "stylesheet" : "schema", place);
                }
            }
        }

        /** What a JSON Schema refers to. */
        private List<FileReference> ofJson() {
            try {
                new ObjectMapper()
                        .readTree(file.toFile()).findValuesAsText("$ref").stream()
                                .map(reference -> reference.replaceFirst("#.*", ""))
                                .filter(reference -> !reference.isEmpty())
                                .forEach(reference -> add(FileReference.JSON_SCHEMA, reference));
            } catch (IOException e) {
                // What it is used for says so
            }
            return found;
        }

        private void add(String what, String place) {
            int line = locator == null ? 0 : locator.getLineNumber();
            try {
                URI target = file.toUri().resolve(place);
                if ("file".equals(target.getScheme())) { // another is fetched or refused where it is used
                    String path = root.relativize(Path.of(target)).toString().replace(File.separatorChar, '/');
                    found.add(new FileReference(from, line, what, path));
                }
            } catch (IllegalArgumentException e) {
                // No place of a file
            }
        }
    }
}
