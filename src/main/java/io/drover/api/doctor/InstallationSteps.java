package io.drover.api.doctor;

import io.drover.queue.Queues;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a diagnosis says of the installation as a whole: server, database, disk, address, files. */
public final class InstallationSteps {
    private static final int ALIVE_SECONDS = 5;

    private final Settings settings;
    private final Store store;
    private final PayloadStore payloads;
    private final Queues queues;
    private final boolean serving;

    /**
     * Looks at the installation of this process.
     *
     * @param serving whether this process is a server; else it does the work of one command
     */
    public InstallationSteps(Settings settings, Store store, PayloadStore payloads, Queues queues, boolean serving) {
        this.settings = settings;
        this.store = store;
        this.payloads = payloads;
        this.queues = queues;
        this.serving = serving;
    }

    void add(Steps steps) {
        server(steps);
        database(steps);
        otherDatabases(steps);
        disk(steps);
        payloads(steps);
        new AddressSteps(settings).add(steps);
        new FileSteps(settings).add(steps);
    }

    private void server(Steps steps) {
        if (serving) {
            steps.ok(0, "server", "it runs");
        } else {
            steps.missing(0, "server", "no server runs here, so that nobody is answered", "bin/drover run");
        }
    }

    private void database(Steps steps) {
        try (Connection connection = store.dataSource(Store.OWN).getConnection()) {
            if (connection.isValid(ALIVE_SECONDS)) {
                steps.ok(0, "database", "it answers");
                return;
            }
        } catch (SQLException e) {
            // Said below; its own message may name machines
        }
        steps.missing(0, "database", "Drover's own database does not answer", "look at drover.store.url and the log");
    }

    private void otherDatabases(Steps steps) {
        store.away()
                .forEach(away -> steps.warning(
                        0, "databases", away, "look at its server; the log says what it answered at the start"));
    }

    private void disk(Steps steps) {
        Optional<String> trouble = payloads.trouble();
        if (trouble.isPresent()) {
            steps.missing(0, "disk", trouble.get(), "make room on the disk of drover.data");
        } else {
            steps.ok(0, "disk", "there is room for payloads");
        }
    }

    private void payloads(Steps steps) {
        List<String> missing;
        try {
            missing = queues.payloads().survey();
        } catch (RuntimeException e) {
            return; // the step of the database says it
        }
        if (missing.isEmpty()) {
            steps.ok(0, "payloads", "those of all messages that wait are here");
        } else {
            steps.warning(
                    0,
                    "payloads",
                    String.join("; ", missing),
                    "let all servers on one database have one folder in drover.data.payload, and move what each has into it; a"
                            + " message whose payload is lost: drover message cancel ID");
        }
    }
}
