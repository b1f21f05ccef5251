package io.drover.security.application;

import io.drover.security.Role;
import io.drover.server.Server;
import java.util.Set;

/** Makes applications and their tokens for tests without the way over HTTP, which hashes secrets and takes its time. */
public final class TestTokens {
    private TestTokens() {}

    /** An application of a server and a token of it. */
    public record TestApplication(String clientId, String token) {
        /** The value of the Authorization header. */
        public String bearer() {
            return "Bearer " + token;
        }
    }

    /** Makes an application without a secret known to a server, and a token of it. */
    public static TestApplication application(Server server, String name, Role... roles) {
        String clientId = server.applications()
                .add(name, null, null, Set.of(roles), false, "test")
                .clientId();
        return new TestApplication(clientId, tokenOf(server, clientId));
    }

    /** A token of an application of a server, known or not. */
    public static String tokenOf(Server server, String clientId) {
        return server.camel()
                .getRegistry()
                .lookupByNameAndType("oauth", TokenEndpoint.class)
                .tokenFor(clientId, server.url());
    }
}
