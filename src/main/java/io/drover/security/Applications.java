package io.drover.security;

import io.drover.definition.UnknownNameException;
import io.drover.store.ApplicationRow;
import io.drover.store.ApplicationTable;
import io.drover.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The applications that are known system-wide, their roles and secrets. Thread-safe. What another node changes is seen within a
 * second, what this one changes at once.
 */
public final class Applications {
    /** So that a client can be given a new one while the old one still works. */
    private static final int VALID_SECRETS = 2;

    private static final Pattern CLIENT_ID = Pattern.compile("[a-z0-9][a-z0-9._:@-]{0,99}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][^\\p{Cntrl}/\\\\%;]{0,99}");

    private final ApplicationTable table;
    private final ApplicationCache cache;
    private final SecretCheck secrets = new SecretCheck();

    public Applications(Store store) {
        this.table = new ApplicationTable(store);
        this.cache = new ApplicationCache(table, Clock.systemUTC());
    }

    /** One by its client id, of any case; may be up to a second old. */
    public Optional<Application> find(String clientId) {
        return isFit(clientId) ? cache.find(canonical(clientId)).application() : Optional.empty();
    }

    /** As {@link #find}, without waiting for the database: empty when it has not been looked up within the last second. */
    Optional<ApplicationCache.Entry> known(String clientId) {
        return cache.known(canonical(clientId));
    }

    public List<Application> list() {
        return table.list().stream().map(Application::of).toList();
    }

    /**
     * Adds an application.
     *
     * @param clientId its id at another issuer; null: a new one
     * @param withSecret whether this Drover gives it tokens
     * @param by who does it, for the audit log
     * @throws IllegalArgumentException when the name or the client id is taken or unfit; the message is for the user
     */
    public Credentials add(String name, String clientId, Set<Role> roles, boolean withSecret, String by) {
        String id = clientId == null ? UUID.randomUUID().toString() : canonical(clientId);
        requireFit(name, id);
        String secret = withSecret ? SecretHash.newSecret() : null;
        if (!table.add(id, name, Application.text(roles), secret == null ? null : SecretHash.of(secret))) {
            throw new IllegalArgumentException("there is an application named '" + name + "' or with the client id "
                    + id + " already; 'drover app list' shows it, 'drover app rotate' gives it another secret");
        }
        cache.forget(id);
        Audit.changed("added with the roles [" + Application.text(roles) + "]", id, name, by);
        return new Credentials(name, id, secret);
    }

    private static void requireFit(String name, String id) {
        if (name == null || !isName(name)) {
            throw new IllegalArgumentException(
                    "the name of an application must have 1 to 100 characters, none of them / \\ % ; or a control character, and"
                            + " begin with a letter or digit");
        }
        if (!isFit(id)) {
            throw new IllegalArgumentException("the client id '" + Audit.printable(id)
                    + "' must have at most 100 letters, digits and . _ : @ -, and begin with a letter or digit");
        }
    }

    /**
     * Lets an application in, or keeps it out everywhere, at once.
     *
     * @param application name or client id
     */
    public Application setEnabled(String application, boolean enabled, String by) {
        Application found = require(application);
        table.setEnabled(found.clientId(), enabled);
        cache.forget(found.clientId());
        Audit.changed(enabled ? "enabled" : "disabled", found.clientId(), found.name(), by);
        return require(found.clientId());
    }

    /**
     * Gives an application a new secret. The one before stays valid, older ones do not.
     *
     * @param application name or client id
     * @param revokeOld whether the one before ends at once too
     */
    public Credentials rotate(String application, boolean revokeOld, String by) {
        Application found = require(application);
        String secret = SecretHash.newSecret();
        table.addSecret(found.clientId(), SecretHash.of(secret), revokeOld ? 1 : VALID_SECRETS);
        cache.forget(found.clientId());
        Audit.changed(
                revokeOld ? "given a new secret, its old ones revoked" : "given a new secret",
                found.clientId(),
                found.name(),
                by);
        return new Credentials(found.name(), found.clientId(), secret);
    }

    /**
     * Forgets an application and its secrets.
     *
     * @param application name or client id
     */
    public void remove(String application, String by) {
        Application found = require(application);
        table.remove(found.clientId());
        cache.forget(found.clientId());
        Audit.changed("removed", found.clientId(), found.name(), by);
    }

    /** Whether a secret has been found right before and still is: nothing is guessed with it. */
    boolean secretIsKnown(String clientId, String secret) {
        return isFit(clientId) && secrets.isKnown(canonical(clientId), secret, hashes(clientId));
    }

    /**
     * Whether a secret is one of the application's.
     *
     * @throws Refusal 503 when too many are being checked
     */
    boolean secretFits(String clientId, String secret) throws Refusal {
        return secrets.fits(canonical(clientId), secret, isFit(clientId) ? hashes(clientId) : List.of());
    }

    private List<String> hashes(String clientId) {
        return cache.find(canonical(clientId)).secretHashes();
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static boolean isFit(String clientId) {
        return CLIENT_ID.matcher(canonical(clientId)).matches();
    }

    private Application require(String application) {
        return (isFit(application) ? table.find(canonical(application)) : Optional.<ApplicationRow>empty())
                .or(() -> isName(application) ? table.findByName(application) : Optional.empty())
                .map(Application::of)
                .orElseThrow(() -> new UnknownNameException(
                        "there is no application '" + Audit.printable(application) + "'; there are " + names()));
    }

    private String names() {
        List<Application> all = list();
        return all.isEmpty() ? "none" : all.stream().map(Application::name).collect(Collectors.joining(", "));
    }

    private static String canonical(String clientId) {
        return clientId.toLowerCase(Locale.ROOT);
    }
}
