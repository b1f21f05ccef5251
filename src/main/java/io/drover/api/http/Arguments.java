package io.drover.api.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.api.ApiOperation;
import io.drover.api.ApiParameter;
import io.drover.api.Body;
import io.drover.api.Json;
import io.drover.api.OperationException;
import io.drover.api.RelativeTime;
import io.drover.http.upload.FormFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** What a request gives to an operation: what its path, its query and its body say, as the operation's parameters have it. */
final class Arguments implements AutoCloseable {
    private final Exchange exchange;
    private RequestFile file;
    private FormFiles form;
    private Object[] values;

    private Arguments(Exchange exchange) {
        this.exchange = exchange;
    }

    /** @throws OperationException when the request says something wrong */
    static Arguments of(ApiOperation operation, Exchange exchange) throws IOException {
        Arguments arguments = new Arguments(exchange);
        try {
            List<Object> values = new ArrayList<>();
            for (ApiParameter parameter : operation.parameters()) {
                values.add(arguments.value(parameter));
            }
            arguments.values = values.toArray();
            return arguments;
        } catch (IOException | RuntimeException e) {
            arguments.close();
            throw e;
        }
    }

    Object[] values() {
        return values;
    }

    private Object value(ApiParameter parameter) throws IOException {
        if (parameter.isForm()) {
            return form();
        }
        if (parameter.body().isPresent()) {
            return parameter.isFile()
                    ? file()
                    : json(parameter, parameter.body().get());
        }
        if (parameter.isSeveral()) {
            return words(parameter);
        }
        String text = text(parameter);
        if (parameter.words().isPresent()) {
            return text == null || text.isBlank()
                    ? null
                    : word(parameter.name(), text, parameter.words().get());
        }
        if (parameter.type() == boolean.class) {
            return flag(exchange, parameter.name());
        }
        if (parameter.type() == int.class) {
            return (int) inRange(parameter, number(parameter.name(), text));
        }
        if (parameter.type() == Long.class) {
            return text == null ? null : number(parameter.name(), text);
        }
        return parameter.type() == Duration.class ? RelativeTime.parse(text) : text;
    }

    /** As the path or the query has it; null when it is left out, unless it must be there or is something then. */
    private String text(ApiParameter parameter) {
        String text = exchange.getMessage().getHeader(parameter.name(), String.class);
        if (!parameter.missing().isEmpty() && (text == null || text.isBlank())) {
            throw new OperationException(400, parameter.name() + " is missing: " + parameter.missing());
        }
        return text == null && !parameter.otherwise().isEmpty() ? parameter.otherwise() : text;
    }

    /** Whether a flag is set: there alone, or true. */
    static boolean flag(Exchange exchange, String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new OperationException(400, name + " is '" + value + "'; it must be true or false");
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new OperationException(400, name + " is '" + value + "'; it must be a number");
        }
    }

    private static long inRange(ApiParameter parameter, long number) {
        long min = parameter.query().orElseThrow().min();
        long max = parameter.query().orElseThrow().max();
        if (number < min || number > max) {
            throw new OperationException(
                    400, parameter.name() + " is " + number + "; it must be from " + min + " to " + max);
        }
        return number;
    }

    /** None, one or several: with commas between, or each as a parameter of its own. */
    private <E extends Enum<E>> Set<E> words(ApiParameter parameter) {
        Object given = exchange.getMessage().getHeader(parameter.name());
        List<?> texts = given == null ? List.of() : given instanceof List<?> several ? several : List.of(given);
        Class<E> all = parameter.<E>words().orElseThrow();
        Set<E> words = EnumSet.noneOf(all);
        texts.stream()
                .flatMap(text -> Arrays.stream(text.toString().split(",")))
                .filter(text -> !text.isBlank())
                .forEach(text -> words.add(word(parameter.name(), text, all)));
        return words;
    }

    /** One of some words, whatever its case. */
    private static <E extends Enum<E>> E word(String name, String value, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        400,
                        name + " is '" + value + "'; it must be one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    private Object file() throws IOException {
        file = RequestFile.of(exchange, exchange.getMessage().getHeader("file", String.class));
        return file.path();
    }

    private Object form() throws IOException {
        form = RequestFile.form(exchange);
        return form;
    }

    private Object json(ApiParameter parameter, Body body) {
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || text.isBlank() || parameter.type() == String.class) {
            return text == null || text.isBlank() ? null : text;
        }
        try {
            return Json.read(text, parameter.type());
        } catch (JsonProcessingException e) {
            if (body.unreadable().isEmpty()) {
                return null;
            }
            // Without the words of Jackson: they name classes
            String place =
                    Optional.ofNullable(e.getLocation()).map(Arguments::place).orElse("");
            throw new OperationException(400, body.unreadable() + place);
        }
    }

    private static String place(JsonLocation at) {
        return ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The files of the body are gone then. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        if (form != null) {
            form.close();
        }
    }
}
