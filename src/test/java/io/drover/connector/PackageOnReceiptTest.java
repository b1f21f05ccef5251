package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.datapackage.Packages;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data packages that cannot be imported are refused when they come, with the cause (wire contract 4.3; promises row 21). */
class PackageOnReceiptTest {
    private static ConnectorServer server;
    private static String activity;
    private Path zip;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = ConnectorServer.start(new TestServer(home));
        activity = server.define(RecurringJobFile.importing("Packages", "GroupsPackage")
                .ofPackages()
                .application(server.app.clientId())
                .with(ConnectorServer.LATER));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void file(@TempDir Path folder) {
        zip = folder.resolve("package.zip");
    }

    private static Packages groups() {
        return new Packages().entity("Customer groups", "Customer groups.csv", "", "ID,NAME\r\n1,One\r\n");
    }

    private static Answer enqueue(byte[] content) throws Exception {
        return server.send("POST", "/api/connector/enqueue/" + activity, content);
    }

    private static void assertRefused(byte[] content, String... causes) throws Exception {
        long before = ConnectorServer.files(server.drover.home().resolve("data/payload"));
        Answer answer = enqueue(content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text())
                .contains("The data package cannot be taken")
                .contains(causes)
                .doesNotContain(server.drover.home().toString());
        assertThat(ConnectorServer.files(server.drover.home().resolve("data/payload")))
                .isEqualTo(before);
    }

    @Test
    void aPackageAsItShouldBeIsTaken() throws Exception {
        assertThat(enqueue(Files.readAllBytes(groups().write(zip))).status()).isEqualTo(200);
    }

    /** Some clients name an entity of the package; another one is not taken for it. */
    @Test
    void anEntityThatThePackageDoesNotHave() throws Exception {
        byte[] content = Files.readAllBytes(groups().write(zip));
        for (String entity : new String[] {"Customer+Groups", "customer%20groups", ""}) {
            assertThat(server.send("POST", "/api/connector/enqueue/" + activity + "?entity=" + entity, content)
                            .status())
                    .as(entity)
                    .isEqualTo(200);
        }
        long before = ConnectorServer.files(server.drover.home().resolve("data/payload"));
        Answer wrong = server.send("POST", "/api/connector/enqueue/" + activity + "?entity=General+Journal", content);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("The data package has no entity 'General Journal'; it has Customer groups");
        assertThat(ConnectorServer.files(server.drover.home().resolve("data/payload")))
                .isEqualTo(before);
    }

    @Test
    void aFileThatIsNoZip() throws Exception {
        assertRefused("ID,NAME\r\n1,One\r\n".getBytes(UTF_8), "no data package", "ID,NAME");
    }

    @Test
    void aZipThatWasCutOff() throws Exception {
        byte[] whole = Files.readAllBytes(groups().write(zip));
        assertRefused(java.util.Arrays.copyOf(whole, whole.length - 30), "cut off");
    }

    @Test
    void aZipWithoutAManifest() throws Exception {
        assertRefused(
                Files.readAllBytes(new Packages()
                        .part("Customer groups.csv", new byte[] {1})
                        .zip(zip)),
                "no Manifest.xml",
                "only Customer groups.csv");
    }

    @Test
    void aPackageWithoutItsHeader() throws Exception {
        String manifest = Packages.manifest("<DataManagementPackageEntityData><EntityName>Customer groups</EntityName>"
                + "<InputFilePath>Customer groups.csv</InputFilePath></DataManagementPackageEntityData>");
        assertRefused(
                Files.readAllBytes(new Packages()
                        .part("Manifest.xml", manifest.getBytes(UTF_8))
                        .part("Customer groups.csv", "ID,NAME".getBytes(UTF_8))
                        .zip(zip)),
                "no PackageHeader.xml");
    }

    @Test
    void aManifestThatIsNone() throws Exception {
        assertRefused(
                Files.readAllBytes(groups().part("Manifest.xml", "<Manifest/>".getBytes(UTF_8))
                        .write(zip)),
                "DataManagementPackageManifest");
    }

    @Test
    void aFolderThatWasZipped() throws Exception {
        assertRefused(
                Files.readAllBytes(new Packages()
                        .part("export/Manifest.xml", Packages.utf16(Packages.manifest("")))
                        .part("export/PackageHeader.xml", Packages.utf16(Packages.HEADER))
                        .zip(zip)),
                "Manifest.xml lies in a folder");
    }

    @Test
    void anEntityWhoseFileIsMissing() throws Exception {
        assertRefused(
                Files.readAllBytes(new Packages()
                        .entity("Customer groups", "Customer groups.csv", "", null)
                        .write(zip)),
                "the entity Customer groups",
                "Customer groups.csv",
                "the zip does not have it");
    }

    @Test
    void anEntityWhoseFileLiesInAFolder() throws Exception {
        assertRefused(
                Files.readAllBytes(new Packages()
                        .entity("Customer groups", "Customer groups.csv", "", null)
                        .part("data/Customer groups.csv", "ID,NAME".getBytes(UTF_8))
                        .write(zip)),
                "the entity Customer groups",
                "in a folder");
    }

    @Test
    void entitiesOfWhichTheJobLoadsNone() throws Exception {
        assertRefused(
                Files.readAllBytes(new Packages()
                        .entity("Vendors V2", "Vendors V2.csv", "", "ID\r\n1\r\n")
                        .write(zip)),
                "no entity that the job loads",
                "Vendors V2",
                "customer groups");
    }

    @Test
    void aZipWithAPassword() throws Exception {
        byte[] bytes = Files.readAllBytes(groups().write(zip));
        // The flag of encryption, in the local headers and in the directory
        for (int i = 0; i < bytes.length - 10; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 3 && bytes[i + 3] == 4) {
                bytes[i + 6] |= 1;
            } else if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 8] |= 1;
            }
        }
        assertRefused(bytes, "is encrypted: pack it without a password");
    }

    @Test
    void aZipWithNamesThatLeadElsewhere() throws Exception {
        assertRefused(
                Files.readAllBytes(
                        groups().part("../../evil.csv", new byte[] {1}).write(zip)),
                "leads out of the zip");
        assertRefused(
                Files.readAllBytes(groups().part("/etc/passwd", new byte[] {1}).write(zip)), "absolute path");
    }

    @Test
    void aZipBombInTheManifest() throws Exception {
        assertRefused(
                Files.readAllBytes(groups().part(
                                "Manifest.xml",
                                ("<DataManagementPackageManifest>" + " ".repeat(80_000_000)).getBytes(UTF_8))
                        .write(zip)),
                "");
    }
}
