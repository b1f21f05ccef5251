package io.drover.addin.directory;

import static io.drover.addin.directory.TestDirectory.group;
import static io.drover.addin.directory.TestDirectory.guidText;
import static io.drover.addin.directory.TestDirectory.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import io.drover.http.TestCertificate;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.Tasks;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in import-active-directory in a whole server, against a directory server that behaves as Active Directory does. */
class ActiveDirectoryTest {
    @TempDir
    private static Path keys;

    private static TestCertificate certificate;

    @TempDir
    private Path home;

    private ConsoleLines console;
    private TestDirectory directory;
    private TestServer drover;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = new TestCertificate(keys.resolve("tls"), "RSA");
    }

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleLines();
        directory = new TestDirectory(certificate);
        directory.addUser("anna", 1, "displayName", "Anna Æther", "mail", "anna@example.com", "c", "DK");
        directory.addUser("bent", 2, "userAccountControl", "514");
        directory.addUser("carl", 3);
        directory.addGroup("Dealers", 11, user("anna"), user("bent"));
        directory.addGroup("Gold, silver", 12, user("anna"));
        directory.addGroup("All", 13, group("Dealers"));
        parameters.put("Directory URL", directory.ldaps());
        parameters.put("Trust store", certificate.certificatePem().toString());
        parameters.put("Bind user", TestDirectory.SERVICE_USER);
        parameters.put("Bind password", TestDirectory.SERVICE_PASSWORD);
        parameters.put("User base", TestDirectory.USERS);
        parameters.put("Group base", TestDirectory.GROUPS);
        drover = new TestServer(home)
                .withRoutes("add-ins/import-active-directory.camel.yaml")
                .withFile(
                        "tables.sql",
                        """
                        CREATE TABLE IF NOT EXISTS AccessUser (
                            AccessUserExternalId VARCHAR(36) PRIMARY KEY, AccessUserUserName VARCHAR(50),
                            AccessUserName VARCHAR(50), AccessUserEmail VARCHAR(50), AccessUserCountryCode VARCHAR(2),
                            AccessUserGroups VARCHAR(200), AccessUserActive BOOLEAN);
                        CREATE TABLE IF NOT EXISTS AccessUserGroup (
                            AccessGroupExternalId VARCHAR(36) PRIMARY KEY, AccessGroupName VARCHAR(50),
                            AccessGroupParentGroupName VARCHAR(50));
                        CREATE TABLE IF NOT EXISTS AccessUserGroupRelation (
                            AccessUserExternalId VARCHAR(36), AccessGroupExternalId VARCHAR(36),
                            PRIMARY KEY (AccessUserExternalId, AccessGroupExternalId));
                        """);
        drover.with("drover.store.init", home.resolve("tables.sql").toString());
        job("");
    }

    private void job(String options) {
        drover.withFile(
                "Files/Jobs/Users.xml",
                """
                <job name="Users">
                    <source><xml tableOptions="apply"/></source>
                    <destination><sql dataSource="drover"/></destination>
                    <mapping source="AccessUserGroup" destination="AccessUserGroup"/>
                    <mapping source="AccessUser" destination="AccessUser" schemaChange="ignore" %s/>
                    <mapping source="AccessUserGroupRelation" destination="AccessUserGroupRelation"/>
                </job>
                """
                        .formatted(options));
    }

    @AfterEach
    void stop() {
        drover.close();
        directory.close();
        console.close();
    }

    @Test
    void usersGroupsAndMembershipsAreLoadedPageByPageOverTls() throws Exception {
        parameters.put("Page size", "2");

        assertThat(run().message())
                .isEqualTo("full import, for the parameter changes says all: 3 users (1 inactive), 3 groups");

        assertThat(users())
                .containsExactly(
                        List.of("anna", "Anna Æther", "\"Dealers\",\"Gold, silver\"", "TRUE"),
                        listOf("bent", null, "Dealers", "FALSE"),
                        listOf("carl", null, null, "TRUE"));
        assertThat(drover.rows("SELECT AccessUserExternalId, AccessUserEmail, AccessUserCountryCode FROM AccessUser"
                        + " WHERE AccessUserUserName = 'anna'"))
                .containsExactly(List.of(guidText(1), "anna@example.com", "DK"));
        assertThat(drover.rows("SELECT AccessGroupName FROM AccessUserGroup ORDER BY 1"))
                .containsExactly(List.of("All"), List.of("Dealers"), List.of("Gold, silver"));
        assertThat(memberships())
                .containsExactly(
                        List.of(guidText(1), guidText(11)),
                        List.of(guidText(1), guidText(12)),
                        List.of(guidText(2), guidText(11)));
        assertThat(directory.interceptor().pages()).isNotEmpty().containsOnly(2).hasSizeGreaterThan(3);
    }

    @Test
    void groupsInGroupsCountWhenTheTaskSaysSoAndAllIsPutUnderTheDestinationGroup() throws Exception {
        directory.change(group("Dealers"), "member", user("anna"), group("All")); // a circle
        parameters.put("Nested groups", "true");
        parameters.put("Destination group", "Intranet");
        parameters.put("Start TLS", "true");
        parameters.put("Directory URL", directory.ldap());
        run();

        assertThat(users().get(0)).contains("\"Intranet\",\"All\",\"Dealers\",\"Gold, silver\"");
        assertThat(users().get(2)).contains("Intranet");
        assertThat(memberships()).contains(List.of(guidText(1), guidText(13))).hasSize(3);
        assertThat(drover.rows("SELECT DISTINCT AccessGroupParentGroupName FROM AccessUserGroup"))
                .containsExactly(List.of("Intranet"));
    }

    @Test
    void membersThatComeInRangesAreAllRead() throws Exception {
        String[] members = new String[25];
        for (int i = 0; i < members.length; i++) {
            directory.addUser("user" + i, 100 + i);
            members[i] = user("user" + i);
        }
        directory.addGroup("Many", 99, members);
        directory.interceptor().giveMembersInRangesOf(10);
        run();

        assertThat(drover.count("SELECT COUNT(*) FROM AccessUserGroupRelation WHERE AccessGroupExternalId = '"
                        + guidText(99) + "'"))
                .isEqualTo(25);
        assertThat(drover.count("SELECT COUNT(*) FROM AccessUser WHERE AccessUserGroups = 'Many'"))
                .isEqualTo(25);
    }

    @Test
    void onlyWhatChangedIsReadUntilGroupsChangeOrAFullImportIsDue() throws Exception {
        parameters.put("Changes", "uSNChanged");
        parameters.put("Full every", "5");
        assertThat(run().message()).startsWith("full import, for it is the first: 3 users");

        assertThat(rerun()).isEqualTo("changed since the last import: 0 users");

        directory.change(user("carl"), "userAccountControl", "514");
        assertThat(rerun()).isEqualTo("changed since the last import: 1 user (1 inactive)");
        assertThat(users().get(2)).isEqualTo(listOf("carl", null, null, "FALSE"));

        directory.delete(user("carl"));
        assertThat(rerun()).isEqualTo("changed since the last import: 0 users");
        directory.change(group("Dealers"), "member", user("bent"));
        assertThat(rerun()).startsWith("full import, for groups or their members have changed: 2 users");
        assertThat(users().get(0)).contains("Gold, silver").doesNotContain("\"Dealers\",\"Gold, silver\"");

        for (int i = 0; i < 4; i++) {
            assertThat(rerun()).isEqualTo("changed since the last import: 0 users");
        }
        assertThat(rerun()).startsWith("full import, for every 5. is: 2 users");

        directory.becomeAnother();
        assertThat(rerun()).startsWith("full import, for the last import was from another server");
    }

    @Test
    void changesOfAnImportThatDidNotLoadComeAgain() throws Exception {
        parameters.put("Changes", "uSNChanged");
        run();
        directory.change(user("carl"), "displayName", "Carl with a name that is far too long for the column of fifty");
        TaskRun failed = drover.server()
                .camel()
                .getRegistry()
                .lookupByNameAndType("tasks", Tasks.class)
                .run("AD");
        assertThat(failed.outcome()).isEqualTo(Outcome.Failed);
        directory.change(user("anna"), "displayName", "Anna");

        drover.sql("ALTER TABLE AccessUser ALTER COLUMN AccessUserName VARCHAR(200)");
        assertThat(rerun()).isEqualTo("changed since the last import: 2 users");
        assertThat(users().get(2).get(1)).startsWith("Carl with a name");
    }

    @Test
    void modifyTimestampServesDirectoriesThatDoNotCountTheirChanges() throws Exception {
        parameters.put("Changes", "modifyTimestamp");
        assertThat(run().message()).startsWith("full import, for it is the first: 3 users");

        directory.change(user("bent"), "displayName", "Bent");
        assertThat(rerun()).startsWith("changed since the last import: ");
        assertThat(users().get(1)).contains("Bent");
    }

    @Test
    void whatIsNoLongerInTheDirectoryIsRemovedByFullImportsOnly() throws Exception {
        for (int i = 0; i < 10; i++) {
            directory.addUser("user" + i, 100 + i);
        }
        parameters.put("Changes", "uSNChanged");
        parameters.put("Full every", "2");
        parameters.put("Remove missing", "true");
        run();
        directory.delete(user("carl"));
        directory.change(user("anna"), "displayName", "Anna");

        rerun();
        assertThat(drover.count("SELECT COUNT(*) FROM AccessUser")).isEqualTo(13);
        assertThat(rerun()).startsWith("full import");
        assertThat(drover.count("SELECT COUNT(*) FROM AccessUser")).isEqualTo(12);
    }

    @Test
    void aJobThatRemovesWhatIsMissingGetsNoChangesOnly() throws Exception {
        job("removeMissing=\"true\"");
        parameters.put("Changes", "uSNChanged");

        assertThat(failure()).contains("the job Users removes", "removeMissing to true");
    }

    @Test
    void failuresSayWhatWasAskedAndWhatToDo() throws Exception {
        parameters.put("Bind password", "wrong-Pa55");
        assertThat(failure())
                .contains("refuses the bind of " + TestDirectory.SERVICE_USER, "invalid credentials")
                .doesNotContain("wrong-Pa55");
        assertThat(console.all()).noneMatch(line -> line.contains("wrong-Pa55"));
        assertThat(drover.files("Inbox/Users"))
                .satisfiesAnyOf(folder -> assertThat(folder).doesNotExist(), folder -> assertThat(folder)
                        .isEmptyDirectory());
    }

    @Test
    void aSearchThatFailsSaysWhichAndLoadsNothing() throws Exception {
        directory.interceptor().failWith(ResultCode.SIZE_LIMIT_EXCEEDED);
        assertThat(failure())
                .contains(
                        "the search below '" + TestDirectory.GROUPS + "' for (objectClass=group)",
                        "size limit exceeded")
                .contains("the server gives no more entries");

        directory.interceptor().failWith(ResultCode.REFERRAL);
        assertThat(again()).contains("ldap://dc9.example.com/", "name that server in directoryUrl");
        directory.interceptor().failWith(null);
        assertThat(drover.count("SELECT COUNT(*) FROM AccessUser")).isZero();
    }

    @Test
    void aBaseThatIsNotThereAndAFilterThatFindsNothingAreFailures() throws Exception {
        parameters.put("User base", "OU=Nobody,DC=example,DC=com");
        assertThat(failure())
                .contains("OU=Nobody,DC=example,DC=com", "there is no such base DN", "there is 'DC=example");
        parameters.put("User base", TestDirectory.USERS);
        parameters.put("User filter", "(sAMAccountName=nobody)");
        restart();
        assertThat(again()).contains("has no user below", "(sAMAccountName=nobody)");
    }

    @Test
    void aServerWithoutATrustedCertificateGetsNoPassword() throws Exception {
        parameters.put("Trust store", "");
        assertThat(failure()).contains("cannot reach the directory", directory.ldaps(), "trustStore");
        assertThat(directory.interceptor().searches()).isEmpty();
    }

    @Test
    void passwordsDoNotGoInClearToAnotherMachine() throws Exception {
        parameters.put("Directory URL", "ldap://directory.example.com");
        assertThat(failure()).contains("in clear text", "startTls");
    }

    @Test
    void theNextServerIsTakenWhenTheFirstDoesNotAnswer() throws Exception {
        parameters.put("Directory URL", "ldaps://127.0.0.1:" + TestServer.freePort() + " " + directory.ldaps());
        assertThat(run().message()).contains("3 users");
    }

    @Test
    void columnsAreWhatTheTaskSaysAndBinaryValuesAreText() throws Exception {
        directory.change(user("anna"), "accountExpires", "134774496000000000");
        directory.change(user("anna"), "whenChanged", "20261121175228.0Z");
        parameters.put(
                "User columns",
                "AccessUserExternalId = objectSid\nAccessUserName = whenChanged\nAccessUserEmail"
                        + " = accountExpires\nAccessUserUserName = sAMAccountName\nAccessUserGroups = {dn}");
        run();
        assertThat(drover.rows("SELECT AccessUserExternalId, AccessUserName, AccessUserEmail, AccessUserGroups FROM"
                        + " AccessUser WHERE AccessUserUserName = 'anna'"))
                .containsExactly(
                        List.of("S-1-5-21-1-2-3-1", "2026-11-21T17:52:28Z", "2028-02-01T00:00:00Z", user("anna")));
    }

    @Test
    void wrongParametersSayWhatTheyMustBe() throws Exception {
        parameters.put("User columns", "AccessUserUserName sAMAccountName");
        assertThat(failure())
                .contains("userColumns has the line 'AccessUserUserName sAMAccountName'", "COLUMN = attribute");
        parameters.remove("User columns");
        parameters.put("User filter", "(&(a=b)");
        restart();
        assertThat(again()).contains("userFilter is '(&(a=b)'; it must be an LDAP filter");
    }

    private TaskRun run() throws Exception {
        restart();
        TaskRun run = tasks().run("AD");
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        return run;
    }

    private String rerun() throws Exception {
        TaskRun run = tasks().run("AD");
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        return run.message();
    }

    private String failure() throws Exception {
        restart();
        return again();
    }

    private String again() throws Exception {
        TaskRun run = tasks().run("AD");
        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        return run.message();
    }

    private Tasks tasks() {
        return drover.server().camel().getRegistry().lookupByNameAndType("tasks", Tasks.class);
    }

    private void restart() {
        drover.close();
        drover.withFile("Files/ScheduledTasks/AD.xml", DirectoryTask.file("AD", parameters))
                .start();
        assertThat(drover.server().deployments().problems()).isEmpty();
    }

    private List<List<String>> users() throws SQLException {
        return drover.rows(
                "SELECT AccessUserUserName, AccessUserName, AccessUserGroups, AccessUserActive FROM AccessUser"
                        + " ORDER BY 1");
    }

    private List<List<String>> memberships() throws SQLException {
        return drover.rows("SELECT * FROM AccessUserGroupRelation ORDER BY 1, 2");
    }

    private static List<String> listOf(String... values) {
        return Arrays.asList(values);
    }
}
