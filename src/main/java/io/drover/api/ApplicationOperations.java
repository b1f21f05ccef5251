package io.drover.api;

import io.drover.security.Access;
import io.drover.security.Role;
import io.drover.security.application.Application;
import io.drover.security.application.Credentials;
import java.util.List;
import java.util.Set;

/**
 * What a person can ask about the applications that may reach Drover: the same over HTTP, on the command line beside a running
 * server, and on the command line without one. Refusals are those of {@link Operation}.
 *
 * <p>An application is named by its name or its client id.
 */
public interface ApplicationOperations {

    /** How an application is named. */
    String NAME = "Name or client id.";

    @Operation(
            value = "GET /api/applications",
            id = "applications",
            access = Access.READ,
            summary = "The applications that Drover knows",
            answer = "The applications.")
    List<Application> applications();

    /** Makes an application known; clientId, issuer: null when left out. */
    @Operation(
            value = "POST /api/applications",
            id = "addApplication",
            access = Access.ADMINISTER,
            summary = "Makes an application known",
            description = "The answer is the only one that ever holds the secret.",
            answer = "With the secret.",
            refusals = {400, 409, 503})
    Credentials add(
            @Query(value = "What people call it.", missing = "what people call the application") String name,
            @Query("Its id at its issuer; without it, a new one.") String clientId,
            @Query(
                            "Whose tokens are its own: a NAME of drover.auth.issuer.NAME, or drover, which is Drover itself. Without it:"
                                    + " Drover; for a client id without a secret the other issuer, where there is one.")
                    String issuer,
            @Query(value = "For Drover's own API; may be there twice.", name = "role") Set<Role> roles,
            @Query("Whether Drover gives it tokens.") boolean secret);

    @Operation(
            value = "POST /api/applications/{application}/enable",
            id = "enableApplication",
            access = Access.ADMINISTER,
            summary = "Lets an application in again",
            answer = "As it stands then.",
            refusals = {404, 503})
    Application enable(@Query(NAME) String application);

    @Operation(
            value = "POST /api/applications/{application}/disable",
            id = "disableApplication",
            access = Access.ADMINISTER,
            summary = "Refuses an application everywhere, at once",
            answer = "As it stands then.",
            refusals = {404, 503})
    Application disable(@Query(NAME) String application);

    @Operation(
            value = "POST /api/applications/{application}/issuer",
            id = "setIssuerOfApplication",
            access = Access.ADMINISTER,
            summary = "Says whose tokens are an application's",
            description =
                    "Those of all others do not let it in any more, at once. Secrets that it has here end when it is another's.",
            answer = "The application.",
            refusals = {400, 404, 503})
    Application setIssuer(
            @Query(NAME) String application,
            @Query(
                            value = "A NAME of drover.auth.issuer.NAME, or drover, which is Drover itself.",
                            missing = "the name of the issuer of its tokens; drover is Drover itself")
                    String issuer);

    @Operation(
            value = "POST /api/applications/{application}/rotate",
            id = "rotateSecret",
            access = Access.ADMINISTER,
            summary = "Gives an application a new secret",
            description = "The secret before stays valid unless it is revoked.",
            answer = "With the new secret.",
            refusals = {400, 404, 503})
    Credentials rotate(
            @Query(NAME) String application, @Query("Whether the one before ends at once.") boolean revokeOld);

    @Operation(
            value = "DELETE /api/applications/{application}",
            id = "removeApplication",
            access = Access.ADMINISTER,
            summary = "Makes an application unknown",
            answer = "Done.",
            refusals = {404, 503})
    void remove(@Query(NAME) String application);
}
