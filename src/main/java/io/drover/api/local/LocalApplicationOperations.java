package io.drover.api.local;

import io.drover.api.ApplicationOperations;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.security.application.Application;
import io.drover.security.application.Applications;
import io.drover.security.application.Credentials;
import java.util.List;
import java.util.Set;

/** The operations on applications in this process. */
public final class LocalApplicationOperations implements ApplicationOperations {
    private final Applications applications;
    private final String by;

    /** @param caller who asks, for the audit log */
    public LocalApplicationOperations(Applications applications, Caller caller) {
        this.applications = applications;
        this.by = caller.clientId().isEmpty() ? "somebody on this machine" : caller.clientId();
    }

    @Override
    public List<Application> applications() {
        return applications.list();
    }

    @Override
    public Credentials add(String name, String clientId, String issuer, Set<Role> roles, boolean secret) {
        return applications.add(name, clientId, issuer, roles, secret, by);
    }

    @Override
    public Application enable(String application) {
        return applications.setEnabled(application, true, by);
    }

    @Override
    public Application disable(String application) {
        return applications.setEnabled(application, false, by);
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
