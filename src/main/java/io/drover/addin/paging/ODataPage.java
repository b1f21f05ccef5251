package io.drover.addin.paging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Excerpt;
import io.drover.connection.JsonError;
import io.drover.provider.AnswerPage;
import io.drover.provider.DeliveryException;
import io.drover.provider.json.JsonPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of an OData service. What versions 1 to 3 wrap into {@code d} becomes what version 4 sends, so that jobs read all alike; an error that
 * the service had when it had begun to answer is said with its words.
 */
final class ODataPage {
    /** Where an error may stand at the end of a page that began well. */
    private static final int TAIL = 64 * 1024;

    /** How much of an answer shows what it is. */
    static final int HEAD = 500;

    private static final String RECORDS = "value";
    private static final String NEXT = "@odata.nextLink";
    private static final List<String> LINKS = List.of(NEXT, "odata.nextLink", "@nextLink");
    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d{1,17})([+-]\\d{1,4})?\\)/");
    private static final Pattern ERROR = Pattern.compile("\"(?:odata\\.)?error\"\\s*:\\s*\\{");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ODataPage() {}

    /** Reads a page from end to end; the file is that of version 4 afterwards. */
    static AnswerPage read(Path file) throws IOException {
        try (InputStream page = Files.newInputStream(file)) {
            requireNoXml(page.readNBytes(HEAD));
        }
        try {
            unwrap(file);
            return JsonPage.read(file, RECORDS, LINKS);
        } catch (DeliveryException | JsonProcessingException e) {
            String tail = tail(file);
            if (!ERROR.matcher(tail).find()) {
                throw e;
            }
            String said = JsonError.in(tail).map(Excerpt::of).orElse("");
            throw said.isEmpty() ? e : new IOException("the service broke off with an error" + said, e);
        }
    }

    /**
     * Tells a service that speaks Atom, whatever it is asked for, from one that sends something broken.
     *
     * @param head what its answer begins with
     * @throws IOException when that is XML
     */
    static void requireNoXml(byte[] head) throws IOException {
        String begin =
                new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        if (begin.startsWith("<")) {
            throw new IOException((begin.contains("<feed") || begin.contains(":feed")
                            ? "the service sent Atom"
                            : "the service sent XML")
                    + " though it was asked for JSON, which alone is read here: add $format=json to its address, or, if it knows Atom"
                    + " only, fetch it by import-data for a job that reads XML with records=\"/feed/entry\""
                    + Excerpt.of(begin));
        }
    }

    /** The entities in an answer of any version; missing when there are none. */
    static JsonNode entities(JsonNode answer) {
        JsonNode wrapped = answer.path("d");
        return answer.has(RECORDS) ? answer.path(RECORDS) : wrapped.isArray() ? wrapped : wrapped.path("results");
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile page = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(TAIL, page.length())];
            page.seek(page.length() - bytes.length);
            page.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void unwrap(Path file) throws IOException {
        Path plain = file.resolveSibling("." + file.getFileName() + ".v4");
        boolean wrapped = false;
        try (JsonParser page = new JsonFactory().createParser(file.toFile())) {
            if (page.nextToken() == JsonToken.START_OBJECT) {
                wrapped = members(page, plain);
                if (page.nextToken() != null) {
                    throw new DeliveryException("something follows the end of the document", 0, 0, false);
                }
            }
        }
        if (wrapped) {
            Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean members(JsonParser page, Path plain) throws IOException {
        boolean wrapped = false;
        while (page.nextToken() == JsonToken.FIELD_NAME) {
            String name = page.currentName();
            JsonToken value = page.nextToken();
            if (value == JsonToken.START_OBJECT && (name.equals("error") || name.equals("odata.error"))) {
                String said = JsonError.words(JSON.readTree(page));
                if (!said.isEmpty()) {
                    throw new IOException("the service broke off with an error" + Excerpt.of(said));
                }
            } else if (name.equals("d") && value.isStructStart()) {
                wrapped = true;
                try (JsonGenerator out = new JsonFactory().createGenerator(Files.newOutputStream(plain))) {
                    out.writeStartObject();
                    unwrapped(page, value, out);
                    out.writeEndObject();
                }
            } else {
                page.skipChildren();
            }
        }
        return wrapped;
    }

    private static void unwrapped(JsonParser page, JsonToken begin, JsonGenerator out) throws IOException {
        if (begin == JsonToken.START_ARRAY) { // version 1
            out.writeFieldName(RECORDS);
            copy(page, out);
            return;
        }
        while (page.nextToken() == JsonToken.FIELD_NAME) {
            String name = page.currentName();
            JsonToken value = page.nextToken();
            if (name.equals("results") && value == JsonToken.START_ARRAY) {
                out.writeFieldName(RECORDS);
                copy(page, out);
            } else if (name.equals("__next")) {
                out.writeStringField(NEXT, value == JsonToken.VALUE_NULL ? "" : page.getText());
            } else {
                page.skipChildren();
            }
        }
    }

    /** Numbers as they are written. */
    private static void copy(JsonParser page, JsonGenerator out) throws IOException {
        int depth = 0;
        JsonToken token = page.currentToken();
        do {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric()) {
                out.writeNumber(page.getText());
            } else if (token == JsonToken.VALUE_STRING) {
                out.writeString(date(page.getText()));
            } else {
                out.copyCurrentEvent(page);
            }
        } while (depth > 0 && (token = page.nextToken()) != null);
    }

    /** Versions 1 and 2 write times as the milliseconds since 1970, with minutes when they have an offset. */
    private static String date(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return text;
        }
        try {
            Instant instant = Instant.ofEpochMilli(Long.parseLong(date.group(1)));
            return date.group(2) == null
                    ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString()
                    : instant.atOffset(ZoneOffset.ofTotalSeconds(60 * Integer.parseInt(date.group(2))))
                            .toString();
        } catch (RuntimeException e) {
            return text; // for the job to judge
        }
    }
}
