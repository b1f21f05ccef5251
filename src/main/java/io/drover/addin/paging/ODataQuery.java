package io.drover.addin.paging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an OData entity set with its query options. What the address has itself counts: it is not said twice.
 *
 * @param url as the task has it
 */
record ODataQuery(String url) {
    /** Longer options make addresses that servers refuse. */
    static final int LONGEST_OPTION = 1250;

    /** With one entity at most. */
    ODataQuery one() {
        return with("$top", "1");
    }

    /** With these properties only; all when that would be too long. */
    ODataQuery selecting(List<String> properties) {
        String text = String.join(",", properties);
        return properties.isEmpty() || text.length() > LONGEST_OPTION ? this : with("$select", text);
    }

    /** With those entities only that also pass this filter. */
    ODataQuery filtered(Optional<String> filter) {
        if (filter.isEmpty()) {
            return this;
        }
        Matcher own = option("$filter").matcher(url);
        if (!own.find()) {
            return with("$filter", filter.get());
        }
        String both = "(" + own.group(2) + ")" + encoded(" and (" + filter.get() + ")");
        return new ODataQuery(url.substring(0, own.start(2)) + both + url.substring(own.end(2)));
    }

    private ODataQuery with(String option, String value) {
        if (option(option).matcher(url).find()) {
            return this;
        }
        return new ODataQuery(url + (url.contains("?") ? "&" : "?") + option + "=" + encoded(value));
    }

    private static Pattern option(String name) {
        String plain = Pattern.quote(name.substring(1).toLowerCase(Locale.ROOT));
        return Pattern.compile("([?&](?:\\$|%24)" + plain + "=)([^&]*)", Pattern.CASE_INSENSITIVE);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%2F", "/");
    }
}
