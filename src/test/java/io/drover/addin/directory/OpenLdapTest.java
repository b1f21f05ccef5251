package io.drover.addin.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.http.TestCertificate;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.Tasks;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in import-active-directory against OpenLDAP's server, with its limits and its operational attributes. */
class OpenLdapTest {
    private static final int USERS = 25;

    @TempDir
    private Path home;

    private OpenLdap directory;
    private TestServer drover;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(OpenLdap.isInstalled(), "slapd is not installed (apt-get install slapd)");
        TestCertificate certificate = new TestCertificate(home.resolve("tls"), "RSA");
        directory = new OpenLdap(home, certificate, 10);
        for (int i = 1; i <= USERS; i++) {
            directory.addUser("user%02d".formatted(i));
        }
        directory.add(
                "dn: cn=dealers,dc=example,dc=com",
                "objectClass: groupOfUniqueNames",
                "cn: dealers",
                "uniqueMember: uid=user01,ou=people,dc=example,dc=com",
                "uniqueMember: uid=user02,ou=people,dc=example,dc=com");
        parameters.put("Directory URL", directory.ldaps());
        parameters.put("Trust store", certificate.certificatePem().toString());
        parameters.put("Bind user", OpenLdap.READER);
        parameters.put("Bind password", OpenLdap.READER_PASSWORD);
        parameters.put("Page size", "10");
        parameters.put("User base", "ou=people,dc=example,dc=com");
        parameters.put("User filter", "(objectClass=inetOrgPerson)");
        parameters.put("User columns", "Id = entryUUID\nName = uid\nGroups = {groups}\nActive = {active}");
        parameters.put("Group base", "dc=example,dc=com");
        parameters.put("Group filter", "(objectClass=groupOfUniqueNames)");
        parameters.put("Member attribute", "uniqueMember");
        parameters.put("Key attribute", "entryUUID");
        parameters.put("Changes", "modifyTimestamp");
        parameters.put("Login attributes", "uid");
        drover = new TestServer(home)
                .withFile(
                        "tables.sql",
                        "CREATE TABLE IF NOT EXISTS Person (Id VARCHAR(36) PRIMARY KEY, Name VARCHAR(50), Groups"
                                + " VARCHAR(50), Active BOOLEAN)")
                .withRoutes("add-ins/import-active-directory.camel.yaml")
                .withFile(
                        "Files/Jobs/Users.xml",
                        """
                        <job name="Users">
                            <source><xml/></source>
                            <destination><sql dataSource="drover"/></destination>
                            <mapping source="AccessUser" destination="Person"/>
                        </job>
                        """);
        drover.with("drover.store.init", home.resolve("tables.sql").toString());
    }

    @AfterEach
    void stop() {
        if (drover != null) {
            drover.close();
        }
        if (directory != null) {
            directory.close();
        }
    }

    @Test
    void moreUsersThanTheServerGivesAtOnceAreReadInPages() throws Exception {
        TaskRun run = run();

        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        assertThat(drover.rows("SELECT Name, Groups, Active FROM Person ORDER BY Name"))
                .hasSize(USERS)
                .contains(List.of("user01", "dealers", "TRUE"), List.of("user02", "dealers", "TRUE"));
        assertThat(drover.count("SELECT COUNT(DISTINCT Id) FROM Person WHERE CHAR_LENGTH(Id) = 36"))
                .isEqualTo(USERS);

        directory.modify(
                "dn: uid=user07,ou=people,dc=example,dc=com", "changetype: modify", "replace: sn", "sn: changed");
        assertThat(tasks().run("LDAP").message()).startsWith("changed since the last import: ");
        directory.modify(
                "dn: cn=dealers,dc=example,dc=com",
                "changetype: modify",
                "delete: uniqueMember",
                "uniqueMember: uid=user01,ou=people,dc=example,dc=com");
        assertThat(tasks().run("LDAP").message()).startsWith("full import, for groups or their members have changed");
        assertThat(drover.count("SELECT COUNT(*) FROM Person WHERE Groups = 'dealers'"))
                .isEqualTo(1);
    }

    @Test
    void withoutPagesTheLimitOfTheServerIsAFailureThatSaysWhatToDo() throws Exception {
        parameters.put("Page size", "0");

        TaskRun run = run();
        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message()).contains("size limit exceeded", "ou=people,dc=example,dc=com", "set pageSize");
        assertThat(drover.count("SELECT COUNT(*) FROM Person")).isZero();
    }

    @Test
    void startTlsAndTheCheckOfPasswords() throws Exception {
        parameters.put("Directory URL", directory.ldap());
        parameters.put("Start TLS", "true");
        TaskRun run = run();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);

        String path = "/api/tasks/LDAP/credentials";
        assertThat(drover.post(path, "{\"user\": \"user03\", \"password\": \"pw-user03\"}")
                        .body())
                .contains("\"valid\" : true", "\"Name\" : \"user03\"");
        assertThat(drover.post(path, "{\"user\": \"user03\", \"password\": \"pw\"}")
                        .body())
                .contains("\"valid\" : false");
        assertThat(drover.post(path, "{\"user\": \"user03\", \"password\": \"\"}")
                        .body())
                .contains("\"valid\" : false");
    }

    @Test
    void changesCannotBeCountedWhereTheServerDoesNot() throws Exception {
        parameters.put("Changes", "uSNChanged");
        assertThat(run().message()).contains("does not count its changes", "modifyTimestamp");
    }

    private TaskRun run() throws Exception {
        drover.withFile("Files/ScheduledTasks/LDAP.xml", DirectoryTask.file("LDAP", parameters))
                .start();
        assertThat(drover.server().deployments().problems()).isEmpty();
        return tasks().run("LDAP");
    }

    private Tasks tasks() {
        return drover.server().camel().getRegistry().lookupByNameAndType("tasks", Tasks.class);
    }
}
