package io.drover.api;

import io.drover.security.Application;
import io.drover.security.Applications;
import io.drover.security.Credentials;
import io.drover.security.Role;
import java.util.List;
import java.util.Set;

/** The operations on applications in this process. */
public final class LocalApplicationOperations implements ApplicationOperations {
    private final Applications applications;
    private final String by;

    /** @param by who asks, for the audit log */
    public LocalApplicationOperations(Applications applications, String by) {
        this.applications = applications;
        this.by = by;
    }

    @Override
    public List<Application> applications() {
        return applications.list();
    }

    @Override
    public Credentials add(String name, String clientId, String issuer, Set<Role> roles, boolean withSecret) {
        return applications.add(name, clientId, issuer, roles, withSecret, by);
    }

    @Override
    public Application setEnabled(String application, boolean enabled) {
        return applications.setEnabled(application, enabled, by);
    }

    @Override
    public Application setIssuer(String application, String issuer) {
        return applications.setIssuer(application, issuer, by);
    }

    @Override
    public Credentials rotate(String application, boolean revokeOld) {
        return applications.rotate(application, revokeOld, by);
    }

    @Override
    public void remove(String application) {
        applications.remove(application, by);
    }
}
