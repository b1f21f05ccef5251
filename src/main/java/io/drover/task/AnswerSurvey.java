package io.drover.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.settings.secrets.Secrets;
import io.drover.task.TestAnswer.Content;
import io.drover.task.TestAnswer.TableCount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks through an answer of any size: what it is, which tables it has, how it begins. */
final class AnswerSurvey {
    private static final int HEAD_BYTES = 8_192;
    private static final int LINES = 12;
    private static final int TABLES = 100;
    private static final int LINE_LENGTH = 160;

    private final Map<String, Long> records = new LinkedHashMap<>();
    private String root;
    private String table;

    private AnswerSurvey() {}

    /**
     * Looks through a file.
     *
     * @throws IOException when it is XML or JSON that ends or breaks in the middle, or cannot be read; says where
     */
    static Content of(Path file, String type) throws IOException {
        String head = head(file);
        AnswerSurvey survey = new AnswerSurvey();
        String begin = head.stripLeading().replaceFirst("^\uFEFF", "").stripLeading();
        if (begin.startsWith("<") && !begin.regionMatches(true, 0, "<!doctype html", 0, 14)) {
            survey.xml(file);
        } else if (begin.startsWith("{") || begin.startsWith("[")) {
            survey.json(file);
        }
        return survey.content(file, type, head);
    }

    /** What can be said of an answer that is broken. */
    static Content ofBroken(Path file, String type) throws IOException {
        return new AnswerSurvey().content(file, type, head(file));
    }

    private Content content(Path file, String type, String head) throws IOException {
        List<TableCount> tables = records.entrySet().stream()
                .limit(TABLES)
                .map(entry -> new TableCount(entry.getKey(), entry.getValue()))
                .toList();
        List<String> lines = Secrets.hide(head)
                .lines()
                .limit(LINES)
                .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "..." : line)
                .toList();
        return new Content(Files.size(file), type, root, tables, lines);
    }

    /** UTF-16 is told by its first bytes; anything else is shown as UTF-8. */
    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(HEAD_BYTES);
            boolean wide = bytes.length > 1 && (bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
            return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        }
    }

    private void xml(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> element(++depth, reader);
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(
                    "the answer is not well-formed XML (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNumber(),
                                    e.getLocation().getColumnNumber()),
                    e);
        }
    }

    /** In the XML of Dynamicweb's connectors tables hold records; elsewhere the children of the root are the records. */
    private void element(int depth, XMLStreamReader reader) {
        if (depth == 1) {
            root = reader.getLocalName();
        } else if (depth == 2) {
            table = reader.getAttributeValue(null, "tableName");
            count(table == null ? reader.getLocalName() : table, table == null ? 1 : 0);
        } else if (depth == 3 && table != null) {
            count(table, 1);
        }
    }

    private void count(String name, long more) {
        records.merge(name, more, Long::sum);
    }

    private void json(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                root = "JSON array";
                countElements(parser, "records");
                return;
            }
            root = "JSON object";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    countElements(parser, name);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("the answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void countElements(JsonParser parser, String name) throws IOException {
        count(name, 0);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            count(name, 1);
        }
    }
}
