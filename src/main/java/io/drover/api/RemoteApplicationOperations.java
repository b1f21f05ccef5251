package io.drover.api;

import static io.drover.api.ApiClient.encode;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.security.Application;
import io.drover.security.Credentials;
import io.drover.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations on the applications of a running server, over its API. */
public final class RemoteApplicationOperations implements ApplicationOperations {
    private static final String PATH = "/api/applications";

    private final ApiClient client;

    public RemoteApplicationOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public List<Application> applications() {
        return client.get(PATH, new TypeReference<>() {});
    }

    @Override
    public Credentials add(String name, String clientId, String issuer, Set<Role> roles, boolean withSecret) {
        String query = "?name=" + encode(name) + "&secret=" + withSecret
                + (clientId == null ? "" : "&clientId=" + encode(clientId))
                + (issuer == null ? "" : "&issuer=" + encode(issuer))
                + roles.stream().map(role -> "&role=" + role.name()).collect(Collectors.joining());
        return client.post(PATH + query, new TypeReference<>() {});
    }

    @Override
    public Application setEnabled(String application, boolean enabled) {
        return client.post(of(application) + (enabled ? "/enable" : "/disable"), new TypeReference<>() {});
    }

    @Override
    public Application setIssuer(String application, String issuer) {
        return client.post(of(application) + "/issuer?issuer=" + encode(issuer), new TypeReference<>() {});
    }

    @Override
    public Credentials rotate(String application, boolean revokeOld) {
        return client.post(of(application) + "/rotate?revokeOld=" + revokeOld, new TypeReference<>() {});
    }

    @Override
    public void remove(String application) {
        client.delete(of(application), new TypeReference<Map<String, Object>>() {});
    }

    private static String of(String application) {
        return PATH + "/" + encode(application);
    }
}
