package io.drover.addin.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.drover.addin.ParameterValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the password of a user is the one that a directory has. The user is looked up among those that the task imports, and the
 * directory is asked with a bind on a connection of its own.
 */
public final class DirectoryLogin {
    /** Name of the add-in whose tasks say where the directory is. */
    public static final String ADD_IN = "import-active-directory";

    private final DirectoryServers servers;
    private final DirectoryQuery query;
    private final List<String> loginAttributes;

    /**
     * What the directory says.
     *
     * @param reason why not, or null; for the audit log and not for whoever asks
     * @param user the columns of the task's users, without groups; empty when the password is not right
     */
    public record Verdict(boolean valid, String reason, Map<String, String> user) {
        public Verdict {
            user = Collections.unmodifiableMap(new LinkedHashMap<>(user));
        }

        static Verdict wrong(String reason) {
            return new Verdict(false, reason, Map.of());
        }
    }

    /**
     * @param parameters of a task of {@link #ADD_IN}, defaults included
     * @throws IllegalArgumentException when one is wrong
     */
    public DirectoryLogin(Map<String, String> parameters) {
        ParameterValues values = new ParameterValues(parameters);
        servers = new DirectoryServers(values);
        query = DirectoryQuery.of(values);
        loginAttributes = values.words("loginAttributes");
        if (loginAttributes.isEmpty()) {
            throw values.wrong("loginAttributes", "the attributes that hold the names of users");
        }
    }

    /** Who is meant by a name, as the directory says. */
    public static final class Candidate {
        private final String name;
        private final List<SearchResultEntry> found;

        private Candidate(String name, List<SearchResultEntry> found) {
            this.name = name;
            this.found = List.copyOf(found);
        }

        /**
         * What tells users apart, whichever of a user's names, and however it, was written, and whichever task looked: the directory
         * finds a name in any case, with other spaces, by several attributes. Of nobody it is the name.
         */
        public String key() throws DirectoryException {
            if (found.size() != 1) {
                return DirectoryLogin.key(name);
            }
            try {
                return "user " + DN.normalize(found.get(0).getDN());
            } catch (LDAPException e) {
                throw new DirectoryException("the directory gives a name that is none: " + e.getMessage(), e);
            }
        }
    }

    /** What a name is known by before anybody has looked for it. */
    public static String key(String name) {
        return "name " + name.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Looks a user up.
     *
     * @throws DirectoryException when the directory cannot say
     */
    public Candidate candidate(String name) throws DirectoryException, IOException {
        return new Candidate(name, find(name));
    }

    /**
     * Asks the directory whether a password is a user's.
     *
     * @throws DirectoryException when it cannot say
     */
    public Verdict check(Candidate candidate, String password) throws DirectoryException {
        if (password.isEmpty()) {
            // A bind without a password succeeds: the directory takes it for one of nobody
            return Verdict.wrong("the password is empty");
        }
        List<SearchResultEntry> found = candidate.found;
        if (found.size() != 1) {
            return Verdict.wrong(found.isEmpty() ? "there is no such user" : "several users have this name");
        }
        SearchResultEntry user = found.get(0);
        if (!DirectoryUser.isActive(user)) {
            return Verdict.wrong("the account is disabled");
        }
        return bind(user, password);
    }

    private List<SearchResultEntry> find(String name) throws DirectoryException, IOException {
        // As values of a filter, not as text of it: a name with * or ) is only a name
        List<Filter> names = loginAttributes.stream()
                .map(attribute -> Filter.createEqualityFilter(attribute, name))
                .toList();
        Filter filter = Filter.createANDFilter(query.users().filter(), Filter.createORFilter(names));
        List<SearchResultEntry> found = new ArrayList<>();
        try (LDAPConnection connection = servers.open()) {
            new DirectorySearch(connection, query.pageSize())
                    .search(query.users().bases(), filter, query.userAttributes(), found::add);
        }
        return found;
    }

    private Verdict bind(SearchResultEntry user, String password) throws DirectoryException {
        try (LDAPConnection connection = servers.connect()) {
            connection.bind(user.getDN(), password);
            Map<String, String> columns = new LinkedHashMap<>();
            List<String> values = DirectoryUser.row(query, user, List.of());
            for (int i = 0; i < values.size(); i++) {
                if (!query.users().columns().sources().get(i).equals(DirectoryQuery.GROUPS)) {
                    columns.put(query.users().columns().names().get(i), values.get(i));
                }
            }
            return new Verdict(true, null, columns);
        } catch (LDAPException e) {
            return switch (e.getResultCode().intValue()) {
                case 19, 32, 48, 49, 50, 53 -> Verdict.wrong(BindRefusal.of(e));
                default -> throw new DirectoryException("the directory cannot say now: " + BindRefusal.of(e), e);
            };
        }
    }
}
