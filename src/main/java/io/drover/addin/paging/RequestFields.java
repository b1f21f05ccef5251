package io.drover.addin.paging;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a request's template may name in braces, such as <code>{page}</code>; other braces are text. A value is
 * written so that it cannot be taken for a part of the document or address that it stands in.
 */
record RequestFields(Map<String, String> values) {
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    RequestFields {
        values = Map.copyOf(values);
    }

    /** A body, which is XML when it begins with &lt;, else JSON when it begins with a brace or bracket. */
    String inBody(String template) {
        String start = template.stripLeading();
        if (start.startsWith("<")) {
            return fill(template, RequestFields::inXml);
        }
        boolean json = start.startsWith("{") || start.startsWith("[");
        return fill(template, json ? RequestFields::inJson : UnaryOperator.identity());
    }

    String inUrl(String template) {
        return fill(template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":"));
    }

    /** Headers, one a line. */
    String inHeaders(String template) {
        return fill(template, value -> CONTROL.matcher(value).replaceAll(" "));
    }

    private String fill(String template, UnaryOperator<String> written) {
        return FIELD.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : written.apply(value));
        });
    }

    private static String inXml(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static String inJson(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
