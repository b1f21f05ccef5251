package io.drover.task;

import io.drover.addin.AddIn;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fields of a request, such as {@code {page}}, stand for in the first one of a task that pages. */
final class FirstPage {
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+)}");

    private final Map<String, String> values = new HashMap<>();

    private FirstPage() {}

    /** @param variables the task's parameters */
    static FirstPage of(AddIn addIn, Map<String, String> variables) {
        FirstPage page = new FirstPage();
        if (addIn.parameter("firstPage").isPresent()) {
            page.put("page", variables.get("firstPage"));
            page.put("pageSize", variables.get("pageSize"));
            page.put("firstItem", variables.get("firstItem"));
            page.put("checkpoint", variables.get("firstCheckpoint"));
            page.put("modifier", variables.get("customModifier"));
            page.put("reimport", variables.get("reimportData"));
            page.put("batchId", "");
        }
        return page;
    }

    private void put(String field, String value) {
        values.put(field, value == null ? "" : value);
    }

    /** A request with its fields filled in. */
    String fill(String request) {
        return request.stripLeading().startsWith("<")
                ? fill(request, value -> value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;"))
                : fill(request, UnaryOperator.identity());
    }

    private String fill(String text, UnaryOperator<String> written) {
        return FIELD.matcher(text).replaceAll(field -> {
            String value = values.get(field.group(1));
            return Matcher.quoteReplacement(value == null ? field.group() : written.apply(value));
        });
    }
}
