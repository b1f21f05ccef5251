package io.drover.api.doctor;

import io.drover.api.client.ServerCertificates;
import io.drover.definition.Installation;
import io.drover.definition.InstallationFile;
import io.drover.deploy.check.LiteralSecrets;
import io.drover.queue.Queues;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.DataFolder;
import io.drover.settings.Settings;
import io.drover.settings.library.Libraries;
import io.drover.settings.library.LibraryProblem;
import io.drover.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a diagnosis says of the installation as a whole: database, disk, address, certificate, files with secrets. */
public final class InstallationSteps {
    private static final int ALIVE_SECONDS = 5;
    private static final Duration EXPIRES_SOON = Duration.ofDays(21);

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
        disk(steps);
        payloads(steps);
        address(steps);
        certificate(steps);
        data(steps);
        secrets(steps);
        drafts(steps);
        libraries(steps);
    }

    private static void libraries(Steps steps) {
        List<LibraryProblem> problems = Libraries.ofThisProcess().problems();
        if (problems.isEmpty()) {
            steps.ok(0, "libraries", "the jars that were added go with Drover's");
        }
        problems.forEach(problem -> steps.warning(0, "libraries", problem.found(), problem.toDo()));
    }

    /** What a client has asked for waits for a person. */
    private void drafts(Steps steps) {
        String[] drafts = settings.folders().drafts().toFile().list((folder, name) -> name.endsWith(".xml"));
        if (drafts != null && drafts.length > 0) {
            steps.warning(
                    0,
                    "drafts",
                    drafts.length + (drafts.length == 1 ? " job waits" : " jobs wait")
                            + " to be confirmed that data packages have led to: " + String.join(", ", drafts),
                    "look at the files in Drafts; drover job confirm NAME puts one in force");
        }
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

    private void address(Steps steps) {
        boolean tls = !settings.get("drover.tls.certificate").isEmpty();
        String published = settings.get("drover.http.public-url");
        boolean proxies = !settings.get("drover.http.trusted-proxies").isEmpty();
        boolean onlyHere = isLoopback(settings.get("camel.server.host"));
        if (published.startsWith("http:")) {
            steps.warning(
                    0,
                    "address",
                    "drover.http.public-url begins with http: URLs that clients get are without TLS, and many clients make"
                            + " https of them",
                    "end TLS here (drover.tls.certificate) or at a proxy, and write https");
        } else if (!tls && !onlyHere && published.isEmpty() && !proxies) {
            steps.warning(
                    0,
                    "address",
                    "other machines reach the server without TLS, and their tokens can be read on the way",
                    "set drover.tls.certificate; behind a proxy that ends TLS set drover.http.public-url");
        } else if (onlyHere && published.isEmpty() && !proxies) {
            steps.ok(0, "address", "only this machine is answered; behind a proxy set drover.http.public-url");
        } else {
            steps.ok(
                    0,
                    "address",
                    published.isEmpty() ? "URLs are as clients ask" : "clients are given URLs of " + published);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void certificate(Steps steps) {
        if (settings.get("drover.tls.certificate").isEmpty()) {
            return;
        }
        try {
            Instant end = ServerCertificates.of(settings).stream()
                    .map(X509Certificate::getNotAfter)
                    .map(Date::toInstant)
                    .min(Instant::compareTo)
                    .orElseThrow(() -> new IOException("it holds no certificate"));
            if (end.isBefore(Instant.now())) {
                steps.missing(0, "certificate", "it has expired at " + end, "renew the file of drover.tls.certificate");
            } else if (end.isBefore(Instant.now().plus(EXPIRES_SOON))) {
                steps.warning(0, "certificate", "it expires at " + end, "renew the file of drover.tls.certificate");
            } else {
                steps.ok(0, "certificate", "it is valid until " + end);
            }
        } catch (IOException | GeneralSecurityException e) {
            steps.missing(0, "certificate", "it cannot be read", "look at drover.tls.certificate and drover.tls.key");
        }
    }

    private void data(Steps steps) {
        DataFolder data = DataFolder.of(settings);
        Optional<String> open = data.tooOpen();
        if (open.isPresent()) {
            steps.warning(
                    0,
                    "data",
                    "others than Drover's account can read the database, payloads and keys in "
                            + settings.path("drover.data") + " (" + open.get()
                            + "); Drover closes what is its own, so the folder belongs to somebody else",
                    data.mending());
        } else {
            steps.ok(0, "data", "nobody else can read what Drover keeps");
        }
    }

    private void secrets(Steps steps) {
        List<String> open = filesWithSecrets()
                .filter(InstallationSteps::isReadableByOthers)
                .map(Path::toString)
                .toList();
        if (open.isEmpty()) {
            steps.ok(0, "secrets", "no file that others can read holds any in clear");
        } else {
            steps.warning(
                    0,
                    "secrets",
                    "every user of the machine can read secrets in " + String.join(", ", open),
                    "chmod o-rwx " + String.join(" ", open)
                            + ", or write {{env:NAME}}, {{file:/run/secrets/NAME}} or {{enc:...}} instead");
        }
    }

    private Stream<Path> filesWithSecrets() {
        Stream<Path> edited = Installation.of(settings).list().files().stream()
                .filter(file -> isReadableByOthers(file.path()))
                .filter(file -> !LiteralSecrets.in(file).isEmpty())
                .map(InstallationFile::path);
        return Stream.concat(edited, Stream.of(settings.path("drover.data").resolve("signing-key.json")));
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not there, or a file system without such rights
        }
    }
}
