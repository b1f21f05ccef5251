package io.drover.security.application;

import io.drover.definition.UnknownNameException;
import io.drover.definition.text.ClientId;
import io.drover.security.AccessRefusal;
import io.drover.security.Role;
import io.drover.security.audit.Audit;
import io.drover.security.token.Issuers;
import io.drover.security.token.OwnTokens;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.application.ApplicationRow;
import io.drover.store.application.ApplicationTable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The applications that are known system-wide, their roles and secrets. Thread-safe. What another node changes is seen within a
 * second, what this one changes at once.
 */
public final class Applications {
    /** So that a client can be given a new one while the old one still works. */
    private static final int VALID_SECRETS = 2;

    private final ApplicationTable table;
    private final ApplicationCache cache;
    private final SecretHash hash;
    private final SecretCheck secrets;
    private final ApplicationIssuers issuers;

    /** @throws IllegalArgumentException when the settings of issuers are wrong */
    public Applications(Settings settings, Store store) {
        this(settings, store, SecretHash.STANDARD, new SecretCheck(SecretHash.STANDARD));
    }

    Applications(Settings settings, Store store, SecretHash hash, SecretCheck secrets) {
        this.hash = hash;
        this.issuers = new ApplicationIssuers(Issuers.names(settings));
        this.table = new ApplicationTable(store);
        this.cache = new ApplicationCache(table, Clock.systemUTC());
        this.secrets = secrets;
    }

    /**
     * Where there is one other issuer, those applications are of it that were added before an issuer was asked for. Where there
     * are several, somebody has to say it: {@link #setIssuer}.
     */
    public void completeIssuers() {
        issuers.onlyOther().ifPresent(table::setMissingIssuers);
    }

    /** One by its client id; may be up to a second old. */
    public Optional<Application> find(String clientId) {
        return ApplicationNames.isClientId(clientId)
                ? cache.find(ClientId.canonical(clientId)).application()
                : Optional.empty();
    }

    /** As {@link #find}, without waiting for the database: empty when it has not been looked up within the last second. */
    public Optional<ApplicationCache.Entry> known(String clientId) {
        return cache.known(ClientId.canonical(clientId));
    }

    public List<Application> list() {
        return table.list().stream().map(Application::of).toList();
    }

    /**
     * Adds an application.
     *
     * @param clientId its id at its issuer; null: a new one
     * @param issuer whose tokens are its own; null: of Drover, or for a client id without a secret of the only other issuer
     * @param withSecret whether this Drover gives it tokens
     * @param by who does it, for the audit log
     * @throws IllegalArgumentException when the name or the client id is taken or unfit, or the issuer is not the one that can be
     *     meant; the message is for the user
     */
    public Credentials add(
            String name, String clientId, String issuer, Set<Role> roles, boolean withSecret, String by) {
        String id = clientId == null ? UUID.randomUUID().toString() : ClientId.canonical(clientId);
        ApplicationNames.requireFit(name, id);
        String its = issuer == null ? issuers.meant(clientId != null && !withSecret) : issuers.requireKnown(issuer);
        ApplicationIssuers.requireOwn(its, withSecret, name);
        String secret = withSecret ? SecretHash.newSecret() : null;
        if (!table.add(id, name, its, Application.text(roles), secret == null ? null : hash.of(secret))) {
            throw new IllegalArgumentException("there is an application named '" + name + "' or with the client id "
                    + id + " already; 'drover app list' shows it, 'drover app rotate' gives it another secret");
        }
        cache.forget(id);
        Audit.changed("added of the issuer " + its + " with the roles [" + Application.text(roles) + "]", id, name, by);
        return new Credentials(name, id, secret);
    }

    /**
     * Says whose tokens are an application's; those of all others do not let it in any more, at once. Secrets that it has here end
     * when it is another's.
     *
     * @param application name or client id
     * @param issuer {@code drover}, or a name of the settings
     */
    public Application setIssuer(String application, String issuer, String by) {
        Application found = require(application);
        boolean own = issuers.requireKnown(issuer).equals(OwnTokens.ISSUER);
        table.setIssuer(found.clientId(), issuer, own);
        cache.forget(found.clientId());
        Audit.changed("said to be of the issuer " + issuer, found.clientId(), found.name(), by);
        return require(found.clientId());
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
        ApplicationIssuers.requireOwn(found.issuer(), !found.issuer().isEmpty(), found.name());
        String secret = SecretHash.newSecret();
        table.addSecret(found.clientId(), hash.of(secret), revokeOld ? 1 : VALID_SECRETS);
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
        return ApplicationNames.isClientId(clientId)
                && secrets.isKnown(ClientId.canonical(clientId), secret, hashes(clientId));
    }

    /**
     * Whether a secret is one of the application's.
     *
     * @throws AccessRefusal 503 when too many are being checked
     */
    public boolean secretFits(String clientId, String secret) throws AccessRefusal {
        return secrets.fits(
                ClientId.canonical(clientId),
                secret,
                ApplicationNames.isClientId(clientId) ? hashes(clientId) : List.of());
    }

    private List<String> hashes(String clientId) {
        return cache.find(ClientId.canonical(clientId)).secretHashes();
    }

    private Application require(String application) {
        return (ApplicationNames.isClientId(application)
                        ? table.find(ClientId.canonical(application))
                        : Optional.<ApplicationRow>empty())
                .or(() -> ApplicationNames.isName(application) ? table.findByName(application) : Optional.empty())
                .map(Application::of)
                .orElseThrow(() -> new UnknownNameException(
                        "there is no application '" + Audit.printable(application) + "'; there are " + names()));
    }

    private String names() {
        List<Application> all = list();
        return all.isEmpty() ? "none" : all.stream().map(Application::name).collect(Collectors.joining(", "));
    }
}
