package io.drover.openapi;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import io.drover.api.ApiParameter;
import io.drover.api.Body;
import io.drover.api.Content;
import io.drover.api.Operation;
import io.drover.api.Query;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The paths of Drover's own API in the document, as the operations say them. Schemas are those that the files have. */
final class ApiPaths {
    private static final Map<Integer, String> REFUSALS = Map.ofEntries(
            Map.entry(400, "ApiInvalid"),
            Map.entry(401, "ApiUnauthorized"),
            Map.entry(403, "ApiForbidden"),
            Map.entry(404, "ApiUnknown"),
            Map.entry(409, "ApiConflict"),
            Map.entry(413, "ApiTooLarge"),
            Map.entry(415, "ApiForm"),
            Map.entry(500, "ApiFailed"),
            Map.entry(503, "ApiUnavailable"),
            Map.entry(504, "ApiLate"));

    private ApiPaths() {}

    /** The document's {@code paths}. */
    static Map<String, Object> tree() {
        Map<String, Object> paths = new LinkedHashMap<>();
        ApiOperations.all().stream().filter(ApiOperation::isPlain).forEach(operation -> {
            Map<String, Object> methods = OpenApiDocument.map(
                    paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<String, Object>()));
            methods.put(operation.method().toLowerCase(Locale.ROOT), operation(operation));
        });
        return paths;
    }

    private static Map<String, Object> operation(ApiOperation plain) {
        List<ApiOperation> all = ApiOperations.named(plain.says().id());
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("operationId", plain.says().id());
        node.put("tags", new ArrayList<>(List.of(tag(plain))));
        node.put("summary", plain.says().summary());
        putText(node, "description", plain.says().description());
        List<Object> parameters = parameters(all);
        if (!parameters.isEmpty()) {
            node.put("parameters", parameters);
        }
        plain.parameters().stream()
                .filter(parameter -> parameter.body().isPresent())
                .forEach(parameter ->
                        node.put("requestBody", body(parameter, parameter.body().get())));
        node.put("responses", responses(plain, all));
        return node;
    }

    private static String tag(ApiOperation operation) {
        return switch (operation.java().getDeclaringClass().getSimpleName()) {
            case "ApplicationOperations" -> "Applications";
            case "BucketOperations" -> "Buckets";
            case "CollectionOperations" -> "Collections";
            case "MessageOperations", "DiagnosisOperations" -> "Messages";
            default -> "Drover";
        };
    }

    /** Each once, whichever of the operations at the path has it. */
    private static List<Object> parameters(List<ApiOperation> operations) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (ApiOperation operation : operations) {
            if (!operation.flag().isEmpty()) {
                parameters.put(operation.flag(), flag(operation));
            }
            operation.parameters().stream()
                    .filter(parameter -> parameter.body().isEmpty())
                    .forEach(parameter -> parameters.putIfAbsent(parameter.name(), parameter(parameter)));
        }
        return new ArrayList<>(parameters.values());
    }

    private static Map<String, Object> flag(ApiOperation operation) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", operation.flag());
        node.put("in", "query");
        putText(node, "description", operation.says().description());
        node.put("schema", new LinkedHashMap<>(Map.of("type", "boolean", "default", false)));
        return node;
    }

    private static Map<String, Object> parameter(ApiParameter parameter) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", parameter.name());
        node.put("in", parameter.inPath() ? "path" : "query");
        if (parameter.inPath() || !parameter.missing().isEmpty()) {
            node.put("required", true);
        }
        putText(node, "description", parameter.query().map(Query::value).orElse(""));
        node.put("schema", schema(parameter));
        return node;
    }

    private static Map<String, Object> schema(ApiParameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (parameter.type() == boolean.class) {
            schema.put("type", "boolean");
            schema.put("default", false);
        } else if (parameter.type() == Long.class) {
            schema.put("type", "integer");
        } else if (parameter.type() == int.class) {
            Query query = parameter.query().orElseThrow();
            schema.put("type", "integer");
            schema.put("minimum", query.min());
            schema.put("maximum", query.max());
            schema.put("default", Long.valueOf(query.otherwise()));
        } else {
            schema.put("type", "string");
            parameter.words().ifPresent(words -> schema.put("enum", words(words)));
        }
        return parameter.isSeveral() ? new LinkedHashMap<>(Map.of("type", "array", "items", schema)) : schema;
    }

    /** Roles are written small. */
    private static List<String> words(Class<? extends Enum<?>> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(Enum::name)
                .map(word -> word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word)
                .toList();
    }

    private static Map<String, Object> body(ApiParameter parameter, Body body) {
        Map<String, Object> node = new LinkedHashMap<>();
        putText(node, "description", body.value());
        if (body.required()) {
            node.put("required", true);
        }
        node.put(
                "content",
                parameter.isFile()
                        ? new LinkedHashMap<>(Map.of("*/*", new LinkedHashMap<String, Object>()))
                        : parameter.isForm()
                                ? media("multipart/form-data", form())
                                : media(Operation.JSON, schema(parameter.type())));
        return node;
    }

    private static Map<String, Object> responses(ApiOperation plain, List<ApiOperation> all) {
        Map<String, Object> responses = new TreeMap<>();
        Map<String, Object> done = new LinkedHashMap<>();
        putText(done, "description", plain.says().answer());
        done.put("content", content(all));
        responses.put("200", done);
        IntStream.concat(IntStream.of(401, 403, 500), Arrays.stream(plain.says().refusals()))
                .forEach(status -> responses.put(String.valueOf(status), reference("responses", REFUSALS.get(status))));
        return responses;
    }

    private static Map<String, Object> content(List<ApiOperation> all) {
        Map<String, Object> content = new LinkedHashMap<>();
        List<Object> schemas = new ArrayList<>();
        for (ApiOperation operation : all) {
            String type = operation.says().type().replaceFirst(";.*", "");
            if (type.equals(Operation.JSON)) {
                schemas.add(schema(operation.java().getGenericReturnType()));
                content.putAll(media(type, schemas.size() == 1 ? schemas.get(0) : Map.of("oneOf", schemas)));
            } else {
                content.put(type, new LinkedHashMap<String, Object>());
            }
        }
        return content;
    }

    private static Map<String, Object> media(String type, Object schema) {
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("schema", schema);
        return new LinkedHashMap<>(Map.of(type, media));
    }

    /** A record is the schema of its name, without the word View. */
    private static Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "array");
            schema.put("items", schema(list.getActualTypeArguments()[0]));
            return schema;
        }
        return type == void.class || type == String.class || type == Content.class
                ? new LinkedHashMap<>(Map.of("type", "object"))
                : reference("schemas", ((Class<?>) type).getSimpleName().replaceFirst("View$", ""));
    }

    private static Map<String, Object> form() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("type", "string");
        file.put("format", "binary");
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("type", "array");
        files.put("items", file);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", new LinkedHashMap<>(Map.of("file[]", files)));
        return schema;
    }

    private static Map<String, Object> reference(String kind, String name) {
        return new LinkedHashMap<>(Map.of("$ref", "#/components/" + kind + "/" + name));
    }

    private static void putText(Map<String, Object> node, String name, String text) {
        if (!text.isBlank()) {
            node.put(name, text);
        }
    }
}
