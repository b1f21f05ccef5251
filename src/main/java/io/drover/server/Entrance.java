package io.drover.server;

import io.drover.api.ApiOperations;
import io.drover.http.HttpServerFactory;
import io.drover.security.application.Applications;
import io.drover.security.gate.Gate;
import io.drover.security.gate.MachineToken;
import io.drover.security.token.OwnKeys;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who comes in, and where.
 *
 * @param machine what lets this machine's people in; empty: nothing
 * @param http the server that they come in by; a command has none
 */
record Entrance(
        Applications applications, OwnKeys keys, Optional<MachineToken> machine, Optional<HttpServerFactory> http) {

    /** That of a command, which nobody asks over HTTP. */
    static Entrance closed(Settings settings, Store store) {
        return new Entrance(
                applications(settings, store), new OwnKeys(settings, store), Optional.empty(), Optional.empty());
    }

    /** @param unavailable why the API cannot answer now */
    static Entrance open(Settings settings, Store store, Supplier<Optional<String>> unavailable) {
        Applications applications = applications(settings, store);
        OwnKeys keys = new OwnKeys(settings, store);
        Optional<MachineToken> machine = MachineToken.begin(settings);
        Gate gate = new Gate(settings, keys, applications, machine, ApiOperations::access);
        return new Entrance(
                applications,
                keys,
                machine,
                Optional.of(new HttpServerFactory(settings, gate, new RoomOperations(), unavailable)));
    }

    private static Applications applications(Settings settings, Store store) {
        Applications applications = new Applications(settings, store);
        applications.completeIssuers();
        return applications;
    }

    /** Nobody comes any more. */
    void close() {
        machine.ifPresent(MachineToken::end);
    }
}
