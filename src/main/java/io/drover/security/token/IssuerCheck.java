package io.drover.security.token;

import com.nimbusds.jose.JWSHeader;
import io.drover.security.AccessRefusal;
import io.drover.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Whether tokens can be had and checked, for people who look for what is missing. Keeps the keys it has seen; thread-safe. */
public final class IssuerCheck {
    private final List<Issuer> others;
    private final boolean own;

    public IssuerCheck(Settings settings, OwnKeys keys) {
        this.own = OwnTokens.enabled(settings);
        this.others = Issuers.of(settings, keys, Clock.systemUTC()).stream()
                .filter(issuer -> !(issuer.keys() instanceof OwnKeys))
                .toList();
    }

    /**
     * An issuer of the settings.
     *
     * @param problem why its tokens cannot be checked, or empty
     */
    public record ConfiguredIssuer(String name, Optional<String> problem) {}

    /** Whether this Drover gives tokens itself. */
    public boolean givesTokens() {
        return own;
    }

    /** The other issuers that are configured; waits for those whose keys are not known yet. */
    public List<ConfiguredIssuer> others() {
        return others.stream()
                .map(issuer -> new ConfiguredIssuer(issuer.name(), problem(issuer)))
                .toList();
    }

    private static Optional<String> problem(Issuer issuer) {
        JWSHeader header = new JWSHeader(issuer.form().algorithms().iterator().next());
        while (true) {
            try {
                issuer.keys().keysFor(header);
                return Optional.empty();
            } catch (AccessRefusal refusal) {
                return Optional.of(refusal.getMessage());
            } catch (KeysPendingException e) {
                e.until().toCompletableFuture().join();
            }
        }
    }
}
