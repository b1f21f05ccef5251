package io.drover.odata;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.olingo.server.api.ODataRequest;

/** The URL of the next page: that of the request with another {@code $skiptoken}. */
final class PageLink {
    private PageLink() {}

    static URI of(ODataRequest request, PageToken token) {
        String query = request.getRawQueryPath() == null ? "" : request.getRawQueryPath();
        String kept = Arrays.stream(query.split("&"))
                .filter(option -> !option.isEmpty() && !isOfPage(option))
                .map(option -> option + "&")
                .collect(Collectors.joining());
        return URI.create(
                request.getRawBaseUri() + request.getRawODataPath() + "?" + kept + "$skiptoken=" + token.text());
    }

    private static boolean isOfPage(String option) {
        String name = option.toLowerCase(Locale.ROOT).replace("%24", "$");
        return name.startsWith("$skip=") || name.startsWith("$skiptoken=") || name.startsWith("$top=");
    }
}
