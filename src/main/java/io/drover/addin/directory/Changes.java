package io.drover.addin.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import io.drover.addin.ParameterValues;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Which users a run reads: all, or those that changed since the last one; and what the next run has to know. Numbers of changes are
 * those of one server: another one, or one that was restored, is read in full.
 */
final class Changes {
    private static final String SERVER = "server";
    private static final String POINT = "point";
    private static final String QUERY = "query";
    private static final String GROUPS = "groups";
    private static final String RUNS = "runsSinceFull";

    private final Kind kind;
    private final Map<String, String> last;
    private final Map<String, String> next = new LinkedHashMap<>();
    private final String whyFull;

    /** How changes are known. */
    enum Kind {
        ALL("*"),
        USN_CHANGED("uSNChanged"),
        MODIFY_TIMESTAMP("modifyTimestamp");

        private final String attribute;

        Kind(String attribute) {
            this.attribute = attribute;
        }
    }

    /** @param last what the last run that loaded has noted */
    static Changes of(
            ParameterValues parameters,
            LDAPConnection connection,
            DirectoryQuery query,
            DirectoryGroups groups,
            Map<String, String> last)
            throws DirectoryException {
        Kind kind = kind(parameters);
        Map<String, String> now = new LinkedHashMap<>();
        now.put(QUERY, DigestUtils.sha256Hex(query.text()));
        now.put(GROUPS, groups.digest());
        if (kind == Kind.USN_CHANGED) {
            addServer(connection, now);
        }
        return new Changes(kind, parameters, last, now);
    }

    private Changes(Kind kind, ParameterValues parameters, Map<String, String> last, Map<String, String> now) {
        this.kind = kind;
        this.last = last;
        this.next.putAll(now);
        this.whyFull = whyFull(parameters.number("fullEvery", 1, 1_000_000), parameters.flag("reimport"));
        int runs = whyFull == null ? Integer.parseInt(last.getOrDefault(RUNS, "0")) + 1 : 0;
        next.put(RUNS, String.valueOf(runs));
        if (kind == Kind.MODIFY_TIMESTAMP) {
            next.put(POINT, whyFull == null ? last.get(POINT) : "");
        }
    }

    static Kind kind(ParameterValues parameters) {
        return switch (parameters.text("changes").toLowerCase(Locale.ROOT)) {
            case "all" -> Kind.ALL;
            case "usnchanged" -> Kind.USN_CHANGED;
            case "modifytimestamp" -> Kind.MODIFY_TIMESTAMP;
            default -> throw parameters.wrong("changes", "all, uSNChanged or modifyTimestamp");
        };
    }

    /** Before the search: what changes meanwhile comes with the next run. */
    private static void addServer(LDAPConnection connection, Map<String, String> now) throws DirectoryException {
        try {
            RootDSE root = connection.getRootDSE();
            String highest = root == null ? null : root.getAttributeValue("highestCommittedUSN");
            String service = root == null ? null : root.getAttributeValue("dsServiceName");
            if (highest == null || service == null) {
                throw new DirectoryException(DirectoryServers.name(connection)
                        + " does not count its changes (no highestCommittedUSN in its root): it is no Active Directory;"
                        + " set the parameter changes to modifyTimestamp or all");
            }
            now.put(POINT, highest);
            now.put(SERVER, service + " " + invocation(connection, service));
        } catch (LDAPException e) {
            throw new DirectoryException(
                    DirectoryServers.name(connection) + ": cannot read what its root says of changes: "
                            + e.getMessage(),
                    e);
        }
    }

    /** It is another after the server was restored from a backup. Not everybody may see it. */
    private static String invocation(LDAPConnection connection, String service) {
        try {
            var settings = connection.getEntry(service, "invocationId");
            byte[] id = settings == null ? null : settings.getAttributeValueBytes("invocationId");
            return id == null ? "" : HexFormat.of().formatHex(id);
        } catch (LDAPException e) {
            return "";
        }
    }

    private String whyFull(int fullEvery, boolean reimport) {
        if (kind == Kind.ALL) {
            return "the parameter changes says all";
        }
        if (reimport) {
            return "the parameter reimport says so";
        }
        if (last.getOrDefault(POINT, "").isEmpty()) {
            return "it is the first";
        }
        if (!next.get(QUERY).equals(last.get(QUERY))) {
            return "the parameters have changed";
        }
        if (kind == Kind.USN_CHANGED && !next.get(SERVER).equals(last.get(SERVER))) {
            return "the last import was from another server, or this one was restored";
        }
        if (!next.get(GROUPS).equals(last.get(GROUPS))) {
            return "groups or their members have changed";
        }
        if (Integer.parseInt(last.getOrDefault(RUNS, "0")) + 1 >= fullEvery) {
            return "every " + fullEvery + ". is";
        }
        return null;
    }

    boolean isFull() {
        return whyFull != null;
    }

    /** Why all users are read. */
    String whyFull() {
        return whyFull;
    }

    /** The filter for the users of this run. */
    Filter users(Filter all) {
        if (isFull()) {
            return all;
        }
        String from = kind == Kind.USN_CHANGED ? String.valueOf(Long.parseLong(last.get(POINT)) + 1) : last.get(POINT);
        return Filter.createANDFilter(all, Filter.createGreaterOrEqualFilter(kind.attribute, from));
    }

    /** The attribute that is asked for along with a user's. */
    String attribute() {
        return kind == Kind.ALL ? "modifyTimestamp" : kind.attribute;
    }

    /** Notes that a user has been read. The time of the server's clock counts, not of this one. */
    void read(String modified) {
        if (kind == Kind.MODIFY_TIMESTAMP && modified != null && modified.compareTo(next.get(POINT)) > 0) {
            next.put(POINT, modified);
        }
    }

    /** What the next run has to know. */
    Map<String, String> next() {
        return kind == Kind.ALL ? Map.of() : next;
    }
}
