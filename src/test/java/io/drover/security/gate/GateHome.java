package io.drover.security.gate;

import io.drover.api.ApiOperations;
import io.drover.security.Admission;
import io.drover.security.Admission.Undecided;
import io.drover.security.RequestHead;
import io.drover.security.application.Applications;
import io.drover.security.application.TestSecrets;
import io.drover.security.token.OwnKeys;
import io.drover.security.token.TestKeys;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.testing.MigratedDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gate with its own database and without a server around it. */
public final class GateHome implements AutoCloseable {
    public static final String CONNECTOR = "/api/connector/dequeue/9c2c47b6-0000-4000-8000-000000000000";

    public final Store store;
    public final Applications applications;
    public final OwnKeys keys;
    public final Gate gate;
    final Optional<MachineToken> machine;
    public final Settings settings;

    /** @param settings may name a database; else it is H2 in the folder */
    public GateHome(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("drover.data", folder.toString());
        this.settings = Settings.of(all);
        MigratedDatabase.prepare(this.settings);
        TestKeys.prepare(this.settings);
        this.store = Store.open(this.settings);
        this.applications = TestSecrets.applications(this.settings, store);
        this.keys = new OwnKeys(this.settings, store);
        this.machine = MachineToken.begin(this.settings);
        this.gate = new Gate(this.settings, keys, applications, machine, ApiOperations::access);
    }

    public static RequestHead request(String method, String path, String... authorizations) {
        return requestFrom("203.0.113.7", "drover.example", null, method, path, authorizations);
    }

    static RequestHead requestFrom(
            String remote, String host, String origin, String method, String path, String... authorizations) {
        try {
            return new RequestHead(
                    method,
                    path,
                    List.of(authorizations),
                    new RequestHead.Sender(InetAddress.getByName(remote), remote, false),
                    new RequestHead.Site(host, origin, false));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The connector asked with a token. */
    public Admission connector(String token) {
        return admit(gate, request("GET", CONNECTOR, "Bearer " + token));
    }

    /** The decision, waited for as long as it takes. */
    public static Admission admit(Gate gate, RequestHead request) {
        Admission admission = gate.admit(request);
        while (admission instanceof Undecided undecided) {
            undecided.until().toCompletableFuture().join();
            admission = gate.admit(request);
        }
        return admission;
    }

    @Override
    public void close() {
        store.close();
    }
}
