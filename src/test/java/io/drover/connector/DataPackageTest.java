package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connector.DataClient.Failure;
import io.drover.provider.datapackage.Packages;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data packages that are none (promises, row 21; wire contract 4.3): refused before the answer, or the execution's errors name the cause. */
class DataPackageTest {
    private static final String ENTITY = "<DataManagementPackageEntityData><EntityName>%s</EntityName><InputFilePath>%s"
            + "</InputFilePath></DataManagementPackageEntityData>";

    private static DataServer server;

    @TempDir
    private static Path folder;

    /** A package, and what is said of it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Bad(String name, byte[] content, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        server = new DataServer(new TestServer(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Bad> packages() throws Exception {
        byte[] groups = "Id,Name\r\n10,Wholesale\r\n".getBytes(UTF_8);
        byte[] header = Packages.utf16(Packages.HEADER);
        byte[] good = read(new Packages().entity("Customer groups", "Groups.csv", "", new String(groups, UTF_8)), true);
        byte[] encrypted = good.clone();
        for (int i = 0; i < encrypted.length - 8; i++) {
            if (encrypted[i] == 'P' && encrypted[i + 1] == 'K' && encrypted[i + 2] == 3 && encrypted[i + 3] == 4) {
                encrypted[i + 6] |= 1; // the general purpose flag of a local header
            } else if (encrypted[i] == 'P'
                    && encrypted[i + 1] == 'K'
                    && encrypted[i + 2] == 1
                    && encrypted[i + 3] == 2) {
                encrypted[i + 8] |= 1; // and of the directory
            }
        }
        return Stream.of(
                new Bad("no zip", "Id,Name\r\n".getBytes(UTF_8), "no data package"),
                new Bad("empty", new byte[0], "empty"),
                new Bad("cut off", Arrays.copyOf(good, good.length / 2), "zip"),
                new Bad("encrypted", encrypted, "encrypted"),
                new Bad("without a manifest", read(new Packages().part("Groups.csv", groups), false), "Manifest.xml"),
                new Bad(
                        "without a header",
                        read(
                                new Packages()
                                        .part("Manifest.xml", manifest("Customer groups", "Groups.csv"))
                                        .part("Groups.csv", groups),
                                false),
                        "PackageHeader.xml"),
                new Bad(
                        "a manifest that is no XML",
                        read(new Packages().part("Manifest.xml", groups).part("PackageHeader.xml", header), false),
                        "Manifest.xml"),
                new Bad(
                        "a manifest of something else",
                        read(
                                new Packages()
                                        .part("Manifest.xml", "<manifest/>".getBytes(UTF_8))
                                        .part("PackageHeader.xml", header),
                                false),
                        "Manifest.xml"),
                new Bad(
                        "the file of an entity is missing",
                        read(
                                new Packages()
                                        .part("Manifest.xml", manifest("Customer groups", "Groups.csv"))
                                        .part("PackageHeader.xml", header),
                                false),
                        "Groups.csv"),
                new Bad(
                        "all in a folder",
                        read(
                                new Packages()
                                        .part("package/Manifest.xml", manifest("Customer groups", "Groups.csv"))
                                        .part("package/PackageHeader.xml", header)
                                        .part("package/Groups.csv", groups),
                                false),
                        "folder"),
                new Bad(
                        "an unknown entity",
                        read(
                                new Packages()
                                        .part("Manifest.xml", manifest("Vendors", "Groups.csv"))
                                        .part("PackageHeader.xml", header)
                                        .part("Groups.csv", groups),
                                false),
                        "Vendors"),
                new Bad(
                        "an external entity in the manifest",
                        read(
                                new Packages()
                                        .part(
                                                "Manifest.xml",
                                                ("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                                                + Packages.manifest("&e;"))
                                                        .getBytes(UTF_8))
                                        .part("PackageHeader.xml", header),
                                false),
                        "Manifest.xml"));
    }

    private static byte[] manifest(String entity, String file) {
        return Packages.utf16(Packages.manifest(ENTITY.formatted(entity, file)));
    }

    private static byte[] read(Packages packages, boolean complete) throws Exception {
        Path file = Files.createTempFile("package", ".zip");
        try {
            return Files.readAllBytes(complete ? packages.write(file) : packages.zip(file));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void isRefusedByTheAnswer(Bad bad) throws Exception {
        Failure failure = server.client.failure(
                "ImportFromPackage",
                "packageUrl",
                server.upload(bad.content()),
                "definitionGroupId",
                DataServer.IMPORT,
                "executionId",
                "");

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.message())
                .contains("The data package groups.zip cannot be imported: ")
                .containsIgnoringCase(bad.text())
                .doesNotContain(folder.toString())
                .doesNotContain("java.");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void isAFailedExecutionWithItsCauseWhenNobodyWaits(Bad bad) throws Exception {
        String execution = server.client
                .value(
                        "ImportFromPackageAsync",
                        "packageUrl",
                        server.upload(bad.content()),
                        "definitionGroupId",
                        DataServer.IMPORT,
                        "executionId",
                        "")
                .textValue();

        if (bad.name().equals("without a header")) {
            return; // Drover can read it and does, where Dynamics 365 cannot
        }
        assertThat(server.end(execution)).isEqualTo("Failed");
        String message = server.client
                .value("GetMessageStatus", "messageId", uid(execution))
                .textValue();
        assertThat(message).isEqualTo("PreProcessingError");
        assertThat(DataClient.JSON
                        .readTree(server.client
                                .value("GetExecutionErrors", "executionId", execution)
                                .textValue())
                        .get(0)
                        .get("ErrorMessage")
                        .textValue())
                .containsIgnoringCase(bad.text());
    }

    private static String uid(String execution) throws Exception {
        return server.drover
                .rows("SELECT uid FROM drover.message WHERE execution_uid = '" + execution + "'")
                .get(0)
                .get(0);
    }

    /** A published zip of files for Dynamics 365; src/test/resources/dynamics365 says whose. */
    @Test
    void aZipOfFilesIsNoDataPackage() throws Exception {
        byte[] zip = Files.readAllBytes(Path.of("src/test/resources/dynamics365/TestPeriodicLedgerJournalImport.zip"));

        Failure failure = server.client.failure(
                "ImportFromPackage",
                "packageUrl",
                server.upload(zip),
                "definitionGroupId",
                DataServer.IMPORT,
                "executionId",
                "");

        assertThat(failure.message()).contains("it has no Manifest.xml");
    }
}
