package io.drover.http.request;

import java.util.Locale;
import java.util.Optional;

/**
 * The second word of a request line, read once for all who need a part of it.
 *
 * @param authority of the absolute form, as it stands there; it counts in place of the Host header (RFC 9112, 3.2.2)
 * @param path with the query; begins with a slash
 */
public record RequestTarget(Optional<String> authority, String path) {

    /**
     * The parts of a request target.
     *
     * @throws BadRequestException when it has no path
     */
    public static RequestTarget of(String uri) {
        if (uri.startsWith("/")) {
            return new RequestTarget(Optional.empty(), uri);
        }
        String lower = uri.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new BadRequestException("The request line has no path; it must begin with a slash.");
        }
        int start = uri.indexOf("//") + 2;
        int end = start;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String path = uri.substring(end);
        return new RequestTarget(Optional.of(uri.substring(start, end)), path.startsWith("/") ? path : "/" + path);
    }
}
