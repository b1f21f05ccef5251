package io.drover.security.application;

import io.drover.security.Role;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.Set;

/** Applications whose secrets are hashed in no time: a hash as users have it takes a fifth of a second, and there is one for each. */
public final class TestSecrets {
    public static final SecretHash QUICK = new SecretHash(1_000);

    private TestSecrets() {}

    public static Applications applications(Settings settings, Store store) {
        return new Applications(settings, store, QUICK, new SecretCheck(QUICK));
    }

    /**
     * Adds an application whose secret a server checks in no time too. It has two, the most there are; a server would else compare a
     * secret with a hash of its own making beside them.
     */
    public static Credentials add(Settings settings, Store store, String name, Role... roles) {
        Applications applications = applications(settings, store);
        applications.add(name, null, null, Set.of(roles), true, "test");
        return applications.rotate(name, false, "test");
    }
}
