package io.drover.definition.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The id of a client at the issuer of its tokens. GUIDs, as Entra gives them, are written in any case; names, as Keycloak and
 * others give them, differ when their case does: there, ERP may be somebody else than erp.
 */
public final class ClientId {
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ClientId() {}

    /** The form in which ids are kept and compared. */
    public static String canonical(String id) {
        return GUID.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id;
    }
}
