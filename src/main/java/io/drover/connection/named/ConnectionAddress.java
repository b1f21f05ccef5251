package io.drover.connection.named;

import io.drover.connection.CallParameters;
import io.drover.connection.auth.RequestCredentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The base URL of a connection, and the addresses below it. None of them is at another server: the credentials would go there.
 *
 * @param connection its name, for messages
 * @param base without a query
 * @param query what every address gets, by name, not encoded
 */
record ConnectionAddress(String connection, String base, Map<String, String> query) {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern UPWARD = Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|$)");

    /**
     * The address of a path, without the query that every address gets.
     *
     * @param path below the base URL, with a query or not; or an address as a whole
     * @throws IllegalArgumentException when it leads elsewhere
     */
    String of(String path) {
        String text = path.strip();
        if (ABSOLUTE.matcher(text).matches()) {
            requireSameServer(text);
            return text;
        }
        if (UPWARD.matcher(text.replaceFirst("[?#].*", "")).find()) {
            throw new IllegalArgumentException("the path " + CallParameters.plain(text)
                    + " leads upwards, and paths of the connection " + connection + " are below " + base);
        }
        if (text.isEmpty() || text.startsWith("?")) {
            return base + text;
        }
        return base.replaceFirst("/+$", "") + "/" + text.replaceFirst("^/+", "");
    }

    private void requireSameServer(String address) {
        String plain = CallParameters.plain(address);
        if (!server(plain).equals(server(base))) {
            throw new IllegalArgumentException(plain + " is at another server than the connection " + connection + " ("
                    + CallParameters.plain(base) + "), whose credentials would go there");
        }
    }

    private static String server(String address) {
        try {
            URI uri = new URI(address.replaceFirst("(?s)^([^/]*//[^/]*).*", "$1"));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
        } catch (URISyntaxException e) {
            return address; // no server's
        }
    }

    /** An address with the query that every address gets; what it has of that itself counts. */
    String withQuery(String address) {
        String result = address;
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            String name = RequestCredentials.encoded(parameter.getKey());
            if (!Pattern.compile("[?&]" + Pattern.quote(name) + "(=|&|#|$)")
                    .matcher(result)
                    .find()) {
                result = RequestCredentials.withQuery(
                        result, name + "=" + RequestCredentials.encoded(parameter.getValue()));
            }
        }
        return result;
    }
}
