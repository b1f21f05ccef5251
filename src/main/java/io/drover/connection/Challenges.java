package io.drover.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/** What a server says of how it wants to be told who asks: its headers WWW-Authenticate or Proxy-Authenticate. */
public final class Challenges {
    private static final Set<String> OF_SERVERS = Set.of("basic", "bearer");
    private static final Set<String> OF_PROXIES = Set.of("basic", "digest");

    private Challenges() {}

    /**
     * A server's, for a message.
     *
     * @param headers the values of WWW-Authenticate
     * @return such as {@code ; the server takes Basic}; empty when it does not tell
     */
    public static String ofServer(Collection<String> headers) {
        return said("; the server takes ", headers, OF_SERVERS);
    }

    /**
     * A proxy's, for a message.
     *
     * @param headers the values of Proxy-Authenticate
     */
    public static String ofProxy(Collection<String> headers) {
        return said("; the proxy takes ", headers, OF_PROXIES)
                + "; drover.outgoing.proxy.user and drover.outgoing.proxy.password say who asks it";
    }

    private static String said(String beginning, Collection<String> headers, Set<String> spoken) {
        List<AuthChallenge> all = all(headers);
        if (all.isEmpty()) {
            return "";
        }
        return beginning
                + names(all)
                + speaking(all, spoken)
                + Excerpt.of(all.stream().map(Challenges::reason).collect(Collectors.joining(" ")));
    }

    private static List<AuthChallenge> all(Collection<String> headers) {
        List<AuthChallenge> all = new ArrayList<>();
        for (String header : headers) {
            try {
                all.addAll(new AuthChallengeParser()
                        .parse(ChallengeType.TARGET, header, new ParserCursor(0, header.length())));
            } catch (ParseException e) {
                // One that is none tells nothing
            }
        }
        return all;
    }

    private static String names(List<AuthChallenge> all) {
        return all.stream().map(AuthChallenge::getSchemeName).distinct().collect(Collectors.joining(" and "));
    }

    /** Of no use to say when it is all of them: then it is the credentials that are wrong. */
    private static String speaking(List<AuthChallenge> all, Set<String> spoken) {
        List<AuthChallenge> known = all.stream()
                .filter(each -> spoken.contains(each.getSchemeName().toLowerCase(Locale.ROOT)))
                .toList();
        if (known.isEmpty()) {
            return ", which Drover does not speak";
        }
        return known.size() == all.size() ? "" : " (of these Drover speaks " + names(known) + ")";
    }

    /** What is wrong with a token (RFC 6750, 3). */
    private static String reason(AuthChallenge challenge) {
        return challenge.getParams() == null
                ? ""
                : challenge.getParams().stream()
                        .filter(each -> each.getName().matches("(?i)error(_description)?"))
                        .map(NameValuePair::getValue)
                        .collect(Collectors.joining(" "));
    }
}
