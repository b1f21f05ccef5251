package io.drover.http.request;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings the paths that clients write to the one form that is dispatched, and that the gate decides on (wire contract 1.0): no locale, no
 * on-premises prefix, the case of Drover's own paths, ids without braces, no empty segments. What could be read in two ways is
 * refused, so that no two parts of the server can differ on what a request asks for.
 */
public final class RequestPaths {
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2}(-[A-Za-z]{2})?");
    private static final Pattern NEW_LINE_OR_NUL = Pattern.compile("%0[0aAdD]");

    private final OwnPaths own;

    public RequestPaths(OwnPaths own) {
        this.own = own;
    }

    /**
     * The one form of a path that a client wrote.
     *
     * @param uri of the request line
     * @throws BadRequestException when it cannot be read, or could be read in two ways
     */
    public RequestPath of(String uri) {
        requireUriCharacters(uri);
        String raw = RequestTarget.of(uri).path();
        int question = raw.indexOf('?');
        String query = question < 0 ? "" : query(raw, question);
        List<String> segments = segments(question < 0 ? raw : raw.substring(0, question));
        boolean slashAtEnd = segments.get(segments.size() - 1).isEmpty();
        if (slashAtEnd) {
            segments.remove(segments.size() - 1);
        }
        segments = own.canonical(withoutLocale(withoutPrefix(segments)));
        if (slashAtEnd && (segments.isEmpty() || !own.has(segments))) {
            segments.add("");
        }
        String path = "/" + String.join("/", segments);
        return new RequestPath(path, PathCoding.encode(path) + query);
    }

    private static void requireUriCharacters(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) <= ' ' || uri.charAt(i) > '~' || uri.charAt(i) == '#') {
                throw new BadRequestException("The URL contains a character that must be percent-encoded.");
            }
        }
    }

    /** With one question mark: an early client wrote two (wire contract 1.1). */
    private static String query(String raw, int question) {
        int start = question;
        while (start < raw.length() && raw.charAt(start) == '?') {
            start++;
        }
        String query = raw.substring(start);
        if (NEW_LINE_OR_NUL.matcher(query).find()) {
            throw new BadRequestException("The query of the URL contains a line break or NUL.");
        }
        return query.isEmpty() ? "" : "?" + query;
    }

    /** The last is empty when there is a slash at the end. */
    private static List<String> segments(String raw) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start <= raw.length()) {
            int slash = raw.indexOf('/', start);
            int end = slash < 0 ? raw.length() : slash;
            if (end > start || slash < 0) {
                segments.add(PathCoding.decode(raw.substring(start, end)));
            }
            start = end + 1;
        }
        return segments;
    }

    private static List<String> withoutPrefix(List<String> segments) {
        boolean prefixed = segments.size() >= 2
                && segments.get(0).equalsIgnoreCase("namespaces")
                && segments.get(1).equalsIgnoreCase("AXSF");
        return prefixed ? segments.subList(2, segments.size()) : segments;
    }

    private static List<String> withoutLocale(List<String> segments) {
        boolean localised = segments.size() >= 2
                && LOCALE.matcher(segments.get(0)).matches()
                && (segments.get(1).equalsIgnoreCase("api") || segments.get(1).equalsIgnoreCase("data"));
        return localised ? segments.subList(1, segments.size()) : segments;
    }
}
