package io.drover.api;

import io.drover.security.Application;
import io.drover.security.Credentials;
import io.drover.security.Role;
import java.util.List;
import java.util.Set;

/**
 * What a person can ask about the applications that may reach Drover: the same over HTTP, on the command line beside a running
 * server, and on the command line without one. Refusals are those of {@link Operations}.
 *
 * <p>An application is named by its name or its client id.
 */
public interface ApplicationOperations {

    List<Application> applications();

    /**
     * Makes an application known.
     *
     * @param clientId its id at its issuer; null: a new one
     * @param issuer whose tokens are its own: {@code drover}, or a name of the settings; null: of Drover, or for a client id
     *     without a secret of the only other issuer
     * @param withSecret whether this Drover gives it tokens
     * @return with the secret, which nobody can show again
     */
    Credentials add(String name, String clientId, String issuer, Set<Role> roles, boolean withSecret);

    /**
     * Lets an application in, or keeps it out.
     *
     * @param enabled false: it is refused everywhere at once
     */
    Application setEnabled(String application, boolean enabled);

    /** Says whose tokens are an application's, as for {@link #add}; secrets that it has here end when it is another's. */
    Application setIssuer(String application, String issuer);

    /**
     * Gives an application a new secret; the one before stays valid.
     *
     * @param revokeOld whether that ends too, at once
     */
    Credentials rotate(String application, boolean revokeOld);

    void remove(String application);
}
