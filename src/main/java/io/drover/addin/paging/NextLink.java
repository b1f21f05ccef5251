package io.drover.addin.paging;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The links to next pages that a run follows. */
final class NextLink {
    private final Set<String> followed = new HashSet<>();

    /**
     * The address that a link leads to.
     *
     * @param page the address of the page that has it
     * @param link as the page has it, perhaps relative
     * @throws IOException when it leads to another server, which would be given the credentials; or when it was followed before
     */
    String follow(String page, String link) throws IOException {
        URI from = URI.create(page.replaceFirst("[?#].*", ""));
        URI to;
        try {
            String reference = encoded(link.strip());
            // A query alone is another one of the same address, which URI.resolve does not know
            to = reference.startsWith("?") ? URI.create(from + reference) : from.resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new IOException("its link to the next page is no address: " + link, e);
        }
        if (!server(from).equals(server(to))) {
            throw new IOException("its link to the next page leads to " + server(to) + ", but the web service is "
                    + server(from) + ": another server is not asked, as it would be given the credentials");
        }
        if (!followed.add(to.toString())) {
            throw new IOException("its link to the next page has been followed in this run already: " + shown(to)
                    + "; the remote system would send the same pages for ever");
        }
        return to.toString();
    }

    /** Servers write spaces and braces into links as they are. */
    private static String encoded(String link) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                text.append('%').append("%02X".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String server(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String shown(URI address) {
        String text = address.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }
}
