package io.drover.security.token;

import io.drover.security.AccessRefusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token in a request's Authorization header (RFC 6750, 2.1). */
public final class BearerToken {
    private static final int MAX_LENGTH = 8192;
    private static final String SCHEME = "bearer";
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private BearerToken() {}

    /**
     * The token; empty when there is no header, or one of another scheme.
     *
     * @throws AccessRefusal 400 when there are two headers, or what follows Bearer cannot be a token
     */
    public static Optional<String> of(List<String> authorizations) throws AccessRefusal {
        if (authorizations.isEmpty()) {
            return Optional.empty();
        }
        if (authorizations.size() > 1) {
            throw AccessRefusal.invalidRequest("there is more than one Authorization header; send one");
        }
        String header = authorizations.get(0).strip();
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                || (header.length() > SCHEME.length() && !Character.isWhitespace(header.charAt(SCHEME.length())))) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.length() > MAX_LENGTH) {
            throw AccessRefusal.invalidRequest("the token has more than " + MAX_LENGTH + " characters");
        }
        if (!B64TOKEN.matcher(token).matches()) {
            throw AccessRefusal.invalidRequest("what follows Bearer in the Authorization header is no token");
        }
        return Optional.of(token);
    }
}
