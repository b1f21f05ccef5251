package io.drover.openapi;

import static io.drover.openapi.OpenApiDocument.list;
import static io.drover.openapi.OpenApiDocument.map;
import static io.drover.openapi.OpenApiDocument.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says of Drover's HTTP what there is, and nothing else. */
class OpenApiTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
    /** What clients may ask for and never get. */
    private static final Set<String> NEVER_DONE = Set.of("DELETE /drover/dmf/{blob}", "POST /data/$batch");

    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "head", "patch");
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    /** Calls with {@code GET /path} and the operation, of which the parameters of the path are part. */
    private static void each(BiConsumer<String, Map<String, Object>> step) {
        map(DOCUMENT.tree().get("paths")).forEach((path, node) -> {
            for (String method : METHODS) {
                if (map(node).containsKey(method)) {
                    step.accept(
                            method.toUpperCase(Locale.ROOT) + " " + path,
                            map(map(node).get(method)));
                }
            }
        });
    }

    private static List<Map<String, Object>> parameters(String key) {
        String path = key.substring(key.indexOf(' ') + 1);
        Map<String, Object> item = map(map(DOCUMENT.tree().get("paths")).get(path));
        List<Object> all = new ArrayList<>(list(item.get("parameters")));
        all.addAll(list(map(item.get(key.substring(0, key.indexOf(' ')).toLowerCase(Locale.ROOT)))
                .get("parameters")));
        return all.stream().map(DOCUMENT::resolve).toList();
    }

    private static Set<String> names(String key, String in) {
        Set<String> names = new TreeSet<>();
        parameters(key).stream()
                .filter(parameter -> text(parameter, "in").equals(in))
                .forEach(parameter -> names.add(text(parameter, "name")));
        return names;
    }

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() throws Exception {
        Set<String> described = new TreeSet<>();
        each((key, operation) -> described.add(key));
        assertThat(described).containsExactlyElementsOf(RouteOperations.shipped());
    }

    @Test
    void theParametersInAPathAreDescribed() {
        each((key, operation) -> {
            Set<String> inPath = new TreeSet<>();
            Matcher matcher = IN_PATH.matcher(key);
            while (matcher.find()) {
                inPath.add(matcher.group(1));
            }
            assertThat(names(key, "path")).as(key).isEqualTo(inPath);
            assertThat(parameters(key))
                    .allMatch(parameter ->
                            !text(parameter, "in").equals("path") || Boolean.TRUE.equals(parameter.get("required")));
        });
    }

    /** What the connector reads of a query or a header, by its sources, is what the document has. */
    @Test
    void theParametersThatTheConnectorReadsAreDescribed() throws Exception {
        Set<String> query = new TreeSet<>();
        Set<String> header = new TreeSet<>();
        each((key, operation) -> {
            if (list(operation.get("tags")).contains("Connector")) {
                query.addAll(names(key, "query"));
                header.addAll(names(key, "header"));
            }
        });
        Set<String> read = new TreeSet<>();
        for (String file : List.of("Enqueue", "EnqueueCheck", "Dequeue", "Download", "JobStatus")) {
            read.addAll(read("connector/" + file, "Requests\\.query\\((?:exchange|query), \"([^\"]+)\""));
        }
        assertThat(query).isEqualTo(read);
        assertThat(header).containsExactlyInAnyOrder("x-ms-dyn-externalidentifier", "Idempotency-Key");
    }

    /** What the operations of Drover's own API take, by their methods. */
    @Test
    void theParametersThatTheApiReadsAreDescribed() {
        Map<String, Set<String>> taken = new TreeMap<>();
        for (ApiOperation operation : ApiOperations.all()) {
            Set<String> names =
                    taken.computeIfAbsent(operation.method() + " " + operation.path(), key -> new TreeSet<>());
            operation.parameters().stream()
                    .filter(parameter -> parameter.body().isEmpty())
                    .forEach(parameter -> names.add(parameter.name()));
            if (!operation.flag().isEmpty()) {
                names.add(operation.flag());
            }
        }
        assertThat(taken).isNotEmpty().allSatisfy((key, names) -> {
            Set<String> described = names(key, "query");
            described.addAll(names(key, "path"));
            assertThat(described).as(key).isEqualTo(names);
        });
    }

    /** A schema has the members of the record that it describes, in its order. */
    @Test
    void theSchemasOfWhatTheApiTakesAndGivesAreThoseOfTheRecords() {
        for (ApiOperation operation : ApiOperations.all()) {
            requireSchema(operation.java().getGenericReturnType());
            operation.parameters().stream()
                    .filter(parameter -> parameter.body().isPresent() && !parameter.isFile())
                    .forEach(parameter -> requireSchema(parameter.type()));
        }
    }

    private static void requireSchema(Type type) {
        if (type instanceof ParameterizedType list) {
            requireSchema(list.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            Map<String, Object> schema = DOCUMENT.resolve(Map.of(
                    "$ref", "#/components/schemas/" + record.getSimpleName().replaceFirst("View$", "")));
            assertThat(map(schema.get("properties")).keySet())
                    .as(record.getName())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(record.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        }
    }

    private static Set<String> read(String source, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("src/main/java/io/drover/" + source + ".java")));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Test
    void everyOperationIsCompleteAndHasANameOfItsOwn() {
        Set<String> tags = new HashSet<>();
        list(DOCUMENT.tree().get("tags")).forEach(tag -> tags.add(text(map(tag), "name")));
        Set<String> ids = new HashSet<>();
        each((key, operation) -> {
            assertThat(ids.add(text(operation, "operationId"))).as(key).isTrue();
            assertThat(text(operation, "summary")).as(key).isNotEmpty();
            assertThat(list(operation.get("tags"))).as(key).hasSize(1).allMatch(tags::contains);
            Map<String, Object> responses = map(operation.get("responses"));
            assertThat(responses.keySet())
                    .as(key)
                    .anyMatch(status -> status.startsWith("2") || NEVER_DONE.contains(key));
            responses.values().forEach(response -> assertThat(text(DOCUMENT.resolve(response), "description"))
                    .as(key)
                    .isNotEmpty());
            boolean open = operation.containsKey("security");
            assertThat(open || responses.containsKey("401"))
                    .as(key + " tells of 401")
                    .isTrue();
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverythingWithANameIsUsed() throws Exception {
        String text = new ObjectMapper().writeValueAsString(DOCUMENT.tree());
        Set<String> used = new TreeSet<>();
        Matcher matcher = Pattern.compile("\"\\$ref\":\"(#[^\"]+)\"").matcher(text);
        while (matcher.find()) {
            used.add(matcher.group(1));
            DOCUMENT.resolve(Map.of("$ref", matcher.group(1)));
        }
        Set<String> named = new TreeSet<>();
        map(DOCUMENT.tree().get("components")).forEach((kind, all) -> {
            if (!kind.equals("securitySchemes")) {
                map(all).keySet().forEach(name -> named.add("#/components/" + kind + "/" + name));
            }
        });
        assertThat(used).isEqualTo(named);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        each((key, operation) -> {
            List<Object> contents = new ArrayList<>();
            map(operation.get("responses")).values().forEach(response -> contents.add(DOCUMENT.resolve(response)));
            contents.add(DOCUMENT.resolve(operation.get("requestBody")));
            contents.forEach(
                    content -> map(map(content).get("content")).values().forEach(media -> {
                        Map<String, Object> body = map(media);
                        if (body.containsKey("example")) {
                            assertThat(Schemas.problems(DOCUMENT, body.get("schema"), body.get("example")))
                                    .as(key)
                                    .isEmpty();
                        }
                    }));
        });
    }

    @Test
    void thePageHasEveryOperationAndNothingFromElsewhere() {
        String page = ApiPage.of(DOCUMENT, "");
        each((key, operation) -> assertThat(page)
                .contains("id=\"" + OperationHtml.id(operation) + "\"")
                .contains(Html.escape(key.substring(key.indexOf(' ') + 1))));
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("src=")
                .doesNotContain("href=\"http")
                .doesNotContain("style=");
        Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
        while (links.find()) {
            assertThat(page).contains("id=\"" + links.group(1) + "\"");
        }
    }

    @Test
    void whatADocumentSaysIsTextOnThePage() {
        assertThat(Html.paragraphs("a <b> & `c<d`\n\n\"e\""))
                .isEqualTo("<p>a &lt;b&gt; &amp; <code>c&lt;d</code></p>\n<p>&quot;e&quot;</p>\n");
    }
}
