package io.drover.definition;

import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.job.definition.OnError;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.Head;
import io.drover.queue.definition.RecurringJobDefinition.Limits;
import io.drover.queue.definition.RecurringJobDefinition.Monitoring;
import io.drover.queue.definition.RecurringJobDefinition.Naming;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.definition.RecurringJobDefinition.Processing;
import io.drover.queue.definition.RecurringJobDefinition.Transfer;
import io.drover.store.queue.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurringJobFileTest {
    private static final String ID = "9c2c47b6-4a0e-4d1c-8d55-1f0a6f0f2a3b";
    private static final String EXPORT =
            """
            <job name="%s">
              <source><sql/></source>
              <destination>%s</destination>
            </job>
            """;

    @TempDir
    Path folder;

    private DefinitionFiles files;

    @BeforeEach
    void jobs() throws IOException {
        files = new DefinitionFiles(folder);
        files.write("Jobs/In.xml", DefinitionFiles.JOB.formatted("In"));
        files.write(
                "Jobs/Packages.xml",
                DefinitionFiles.JOB.replace("<xml/>", "<package/>").formatted("Packages"));
        files.write(
                "Jobs/Detect.xml",
                DefinitionFiles.JOB.replace("<xml/>", "<detect/>").formatted("Detect"));
        files.write(
                "Jobs/Mapped.xml",
                """
                <job name="Mapped">
                  <source><xml/></source>
                  <destination><sql/></destination>
                  <mapping source="CUSTGROUP" destination="a"/>
                  <mapping source="CUSTOMER" destination="b"/>
                </job>
                """);
        files.write("Jobs/Out.xml", EXPORT.formatted("Out", "<xml/>"));
        files.write("Jobs/PackagesOut.xml", EXPORT.formatted("PackagesOut", "<package/>"));
        files.write("Jobs/Sent.xml", EXPORT.formatted("Sent", "<xml/><endpoint uri=\"file:x\"/>"));
        files.write(
                "Jobs/Files.xml",
                """
                <job name="Files">
                  <source><xml/></source>
                  <destination><csv/></destination>
                </job>
                """);
    }

    private static String file(String attributes, String job, String elements) {
        return "<recurringJob name=\"R\" id=\"%s\" %s>\n<job>%s</job>\n%s\n</recurringJob>"
                .formatted(ID, attributes, job, elements);
    }

    private static String importing(String elements) {
        return file("direction=\"import\"", "In", elements);
    }

    private RecurringJobDefinition load(String text) throws IOException {
        files.write("RecurringJobs/R.xml", text);
        Definitions definitions = files.load();
        assertThat(texts(definitions.problems())).isEmpty();
        return definitions.all(RecurringJobDefinition.class).values().iterator().next();
    }

    private List<String> problems(String text) throws IOException {
        files.write("RecurringJobs/R.xml", text);
        return texts(files.load().problems());
    }

    @Test
    void readsEverythingThatIsWritten() throws IOException {
        RecurringJobDefinition recurring = load(
                """
                <recurringJob name="Groups in" id="{9C2C47B6-4A0E-4D1C-8D55-1F0A6F0F2A3B}" direction="import" kind="file"
                    inOrder="true" onError="skip" enabled="false">
                  <description> All groups </description>
                  <job>MAPPED</job>
                  <authorizationPolicy>
                    <application id="0D4F1A52-6C3E-4F0E-9B1D-2A7C5E8F9B10"/>
                    <application id="other" enabled="false"/>
                  </authorizationPolicy>
                  <entity name="Customer groups" table="custgroup"/>
                  <company id="USMF" fromMessage="false"/>
                  <recurrence>
                    <interval>5 minutes</interval>
                    <begin>2026-01-01T02:30:00</begin>
                    <end>2027-01-01T00:00:00</end>
                    <timeZone>Europe/Copenhagen</timeZone>
                  </recurrence>
                  <monitoring maxDepth="50" maxAge="2 hours"><cron>0 0 6 * * ?</cron></monitoring>
                  <limits lease="45 seconds" payloadRetention="1 day" historyRetention="30 days" dedupWindow="none"
                    maxSize="50 MB" maxAttempts="3"/>
                </recurringJob>
                """);

        assertThat(recurring)
                .isEqualTo(new RecurringJobDefinition(
                        new Head(
                                "Groups in",
                                UUID.fromString(ID),
                                "All groups",
                                false,
                                folder.resolve("RecurringJobs/R.xml")),
                        new Transfer(Direction.IMPORT, PayloadKind.FILE, "Mapped", false),
                        Map.of("0d4f1a52-6c3e-4f0e-9b1d-2a7c5e8f9b10", true, "other", false),
                        new Processing(
                                true,
                                OnError.SKIP,
                                new Schedule(
                                        LocalDateTime.of(2026, 1, 1, 2, 30),
                                        LocalDateTime.of(2027, 1, 1, 0, 0),
                                        ZoneId.of("Europe/Copenhagen"),
                                        new Repeat.Minutes(5)),
                                new Monitoring(
                                        new Schedule(
                                                LocalDateTime.of(2000, 1, 1, 0, 0),
                                                null,
                                                ZoneId.of("UTC"),
                                                new Repeat.Cron("0 0 6 * * ?")),
                                        50,
                                        Duration.ofHours(2))),
                        new Naming("USMF", false, List.of(), Map.of("Customer groups", "custgroup"), Map.of()),
                        new Limits(
                                Duration.ofSeconds(45),
                                Duration.ofDays(1),
                                Duration.ofDays(30),
                                Duration.ZERO,
                                50L << 20,
                                3)));
        assertThat(recurring.naming().entities()).containsKey("CUSTOMER GROUPS");
        assertThat(recurring.activity()).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<limits/>", "<company/><limits/>"})
    void fillsInWhatIsLeftOut(String elements) throws IOException {
        assertThat(load(importing(elements)))
                .isEqualTo(new RecurringJobDefinition(
                        new Head("R", UUID.fromString(ID), "", true, folder.resolve("RecurringJobs/R.xml")),
                        new Transfer(Direction.IMPORT, PayloadKind.FILE, "In", false),
                        Map.of(),
                        new Processing(false, OnError.STOP, Schedule.NEVER, null),
                        new Naming(null, true, List.of(), Map.of(), Map.of()),
                        new Limits(
                                Duration.ofMinutes(30),
                                Duration.ofDays(7),
                                Duration.ofDays(90),
                                Duration.ofMinutes(10),
                                1L << 30,
                                20)));
    }

    @Test
    void readsAnExportOfPackages() throws IOException {
        RecurringJobDefinition recurring = load(
                file(
                        "direction=\"export\" kind=\"package\" preventUploadWhenEmpty=\"true\"",
                        "PackagesOut",
                        "<recurrence><interval>hourly</interval></recurrence><monitoring><interval>daily</interval></monitoring>"));

        assertThat(recurring.direction()).isEqualTo(Direction.EXPORT);
        assertThat(recurring.kind()).isEqualTo(PayloadKind.PACKAGE);
        assertThat(recurring.transfer().preventUploadWhenEmpty()).isTrue();
        assertThat(recurring.processing().monitoring().maxDepth()).isEqualTo(1000);
        assertThat(recurring.processing().monitoring().maxAge()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direction='import'                | In",
                "direction='import'                | Detect",
                "direction='import' kind='package' | Packages",
                "direction='import' kind='package' | Detect",
                "direction='import'                | Files",
                "direction='export'                | Out",
                "direction='export' kind='package' | PackagesOut"
            })
    void acceptsJobsThatFit(String attributes, String job) throws IOException {
        assertThat(problems(file(attributes, job, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direction='import' | Out | reads a database, and an import reads the files that clients send: name a job with a file source, or set direction=\"export\"",
                "direction='import' kind='package' | In | reads no data packages: name one with the source <package/>, or set kind=\"file\"",
                "direction='import' | Packages | reads data packages: set kind=\"package\", or name one with another source",
                "direction='export' | In | writes to a database, and an export writes files that clients fetch: name a job with a file destination, or set direction=\"import\"",
                "direction='export' | Files | reads files, and an export reads a database: name a job with the source <sql>",
                "direction='export' | Sent | sends its files to an <endpoint>, and those of an export wait for clients: name a job without one",
                "direction='export' kind='package' | Out | writes no data packages: name one with the destination <package>, or set kind=\"file\"",
                "direction='export' | PackagesOut | writes data packages: set kind=\"package\", or name one with another destination"
            })
    void refusesJobsThatDoNotFit(String attributes, String job, String misfit) throws IOException {
        assertThat(problems(file(attributes, job, ""))).containsExactly("R.xml:2: the job \"" + job + "\" " + misfit);
    }

    @Test
    void refusesAJobThatIsNotThere() throws IOException {
        assertThat(problems(file("direction='import'", "Gone", "")))
                .containsExactly("R.xml:2: there is no usable job \"Gone\" in Jobs; usable are Detect, Files, In,"
                        + " Mapped, Out, Packages, PackagesOut, Sent");
    }

    @Test
    void refusesEntitiesThatTheJobDoesNotMap() throws IOException {
        assertThat(
                        problems(
                                file(
                                        "direction='import'",
                                        "Mapped",
                                        """
                        <entity name="Customer groups" table="CustGroup"/>
                        <entity name="CUSTOMER GROUPS" table="CUSTOMER"/>
                        <entity name="Vendors" table="VENDTABLE"/>""")))
                .containsExactly(
                        "R.xml:4: the entity \"CUSTOMER GROUPS\" is there twice; keep one",
                        "R.xml:5: the job \"Mapped\" maps no source table VENDTABLE; mapped are CUSTGROUP, CUSTOMER");
    }

    @Test
    void refusesWhatIsOfTheOtherDirectionOnly() throws IOException {
        assertThat(problems(file("direction='export' inOrder='true'", "Out", "")))
                .containsExactly("R.xml:1: inOrder=\"true\" is for the import of files: this is an export; remove it");
        assertThat(problems(file("direction='import' kind='package' inOrder='true'", "Packages", "")))
                .containsExactly(
                        "R.xml:1: inOrder=\"true\" is for the import of files: this is an import of data packages; remove it");
        assertThat(problems(file("direction='import' preventUploadWhenEmpty='true'", "In", "")))
                .containsExactly(
                        "R.xml:1: preventUploadWhenEmpty=\"true\" is for exports: this is an import; remove it");
    }

    @Test
    void refusesIdsThatAreNone() throws IOException {
        String wrong = " is wrong on <recurringJob>: a GUID such as " + ID
                + " is needed, with or without braces, and not all zeros";
        for (String id : List.of("", "products", ID + "0", "{" + ID, "9c2c47b64a0e4d1c8d551f0a6f0f2a3b")) {
            assertThat(problems(importing("").replace(ID, id))).containsExactly("R.xml:1: id=\"" + id + "\"" + wrong);
        }
        assertThat(problems(importing("").replace(ID, "00000000-0000-0000-0000-000000000000")))
                .containsExactly(
                        "R.xml:1: id=\"00000000-0000-0000-0000-000000000000\" is wrong: clients use the GUID of"
                                + " zeros to try a connection; drover recurring-job new makes one");
    }

    @Test
    void refusesOneIdInTwoFilesAndNamesBoth() throws IOException {
        files.write("RecurringJobs/A.xml", importing("").replace("\"R\"", "\"A\""));
        files.write(
                "RecurringJobs/B.xml",
                importing("").replace("\"R\"", "\"B\"").replace(ID, "{" + ID.toUpperCase(Locale.ROOT) + "}"));

        Definitions definitions = files.load();

        assertThat(definitions.all(RecurringJobDefinition.class)).containsOnlyKeys("A");
        assertThat(texts(definitions.problems()))
                .containsExactly("B.xml:1: the id " + ID + " is taken by A.xml; give this one (B.xml) another: drover"
                        + " recurring-job new makes one");
    }

    @Test
    void givesTheIdOfABadFileToAGoodOneThatClaimsIt() throws IOException {
        files.write("RecurringJobs/A.xml", importing("").replace("\"R\"", "\"A\""));
        Definitions before = files.load();

        files.write("RecurringJobs/A.xml", "<recurringJob/>");
        Definitions bad = files.load(before);
        files.write("RecurringJobs/B.xml", importing("").replace("\"R\"", "\"B\""));
        Definitions after = files.load(bad);

        assertThat(bad.all(RecurringJobDefinition.class)).containsOnlyKeys("A");
        assertThat(after.all(RecurringJobDefinition.class)).containsOnlyKeys("B");
    }

    @Test
    void keepsWhatItHadWhenTheFileTurnsBadOrItsJobGoes() throws IOException {
        files.write("RecurringJobs/R.xml", importing(""));
        Definitions good = files.load();

        files.delete("Jobs/In.xml");
        Definitions jobGone = files.load(good);
        files.write("RecurringJobs/R.xml", importing("<limits lease=\"1\"/>"));
        Definitions bad = files.load(jobGone);
        files.delete("RecurringJobs/R.xml");
        Definitions gone = files.load(bad);

        assertThat(jobGone.all(RecurringJobDefinition.class))
                .isEqualTo(good.all(RecurringJobDefinition.class))
                .hasSize(1);
        assertThat(texts(jobGone.problems())).singleElement().asString().startsWith("R.xml:2: there is no usable job");
        assertThat(bad.all(RecurringJobDefinition.class)).isEqualTo(good.all(RecurringJobDefinition.class));
        assertThat(gone.all(RecurringJobDefinition.class)).isEmpty();
        assertThat(gone.problems()).isEmpty();
    }

    @Test
    void refusesApplicationsThatAreThereTwice() throws IOException {
        assertThat(
                        problems(
                                importing(
                                        """
                        <authorizationPolicy>
                          <application id="abc"/>
                          <application id="ABC" enabled="false"/>
                          <application id="a b"/>
                        </authorizationPolicy>""")))
                .containsExactly(
                        "R.xml:6: id=\"a b\" is wrong on <application>: the client id of an application is needed: 1 to"
                                + " 100 letters, digits and . _ : / @ -, such as 0d4f1a52-6c3e-4f0e-9b1d-2a7c5e8f9b10");
        assertThat(
                        problems(
                                importing(
                                        """
                        <authorizationPolicy>
                          <application id="0d4f1a52-6c3e-4f0e-9b1d-2a7c5e8f9b10"/>
                          <application id="0D4F1A52-6C3E-4F0E-9B1D-2A7C5E8F9B10" enabled="false"/>
                        </authorizationPolicy>""")))
                .containsExactly(
                        "R.xml:5: the application \"0D4F1A52-6C3E-4F0E-9B1D-2A7C5E8F9B10\" is there twice; keep one");
    }

    @Test
    void refusesLimitsThatAreNone() throws IOException {
        String duration =
                " is wrong on <limits>: a number of seconds, minutes, hours or days such as %s minutes is allowed";
        assertThat(
                        problems(
                                importing(
                                        """
                        <limits lease="30m" payloadRetention="0 days" dedupWindow="0"
                          maxSize="1.5 GB" maxAttempts="0"/>""")))
                .containsExactly(
                        "R.xml:4: lease=\"30m\"" + duration.formatted("30"),
                        "R.xml:4: payloadRetention=\"0 days\"" + duration.formatted("30"),
                        "R.xml:4: dedupWindow=\"0\"" + duration.formatted("10") + ", or none",
                        "R.xml:4: maxSize=\"1.5 GB\" is wrong on <limits>: a number of KB, MB or GB (of 1024) such as 50"
                                + " MB is allowed",
                        "R.xml:4: maxAttempts=\"0\" is wrong on <limits>: a whole number from 1 to 1000000 is allowed");
        assertThat(problems(importing("<limits payloadRetention=\"30 days\" historyRetention=\"1 day\"/>")))
                .containsExactly("R.xml:3: historyRetention=\"1 day\" is shorter than payloadRetention=\"30 days\": a"
                        + " message cannot go before its payload");
    }

    @Test
    void sharesTheScheduleOfTasks() throws IOException {
        assertThat(problems(importing("<recurrence/>")))
                .containsExactly("R.xml:3: <recurrence> needs <interval> or <cron>; leave <recurrence> out when each"
                        + " message is to be processed at once");
        assertThat(problems(file("direction='export'", "Out", "<recurrence/>")))
                .containsExactly(
                        "R.xml:3: <recurrence> needs <interval> or <cron>; leave <recurrence> out when it is to"
                                + " run only on demand");
        assertThat(problems(importing("<monitoring/>")))
                .containsExactly(
                        "R.xml:3: <monitoring> needs <interval> or <cron>; leave <monitoring> out when nobody is"
                                + " to be alerted");
        assertThat(problems(importing("<recurrence><cron>0 6 * * *</cron></recurrence>")))
                .singleElement()
                .asString()
                .startsWith("R.xml:3: the cron expression \"0 6 * * *\" has 5 fields");
    }

    @Test
    void saysWhatIsAllowedWhere() throws IOException {
        assertThat(problems("<recurringJob name=\"R\"><policy/></recurringJob>"))
                .containsExactly(
                        "R.xml:1: attribute id is missing on <recurringJob>",
                        "R.xml:1: attribute direction is missing on <recurringJob>",
                        "R.xml:1: <policy> is not allowed in <recurringJob>; allowed are <description>, <job>,"
                                + " <authorizationPolicy>, <entity>, <company>, <recurrence>, <monitoring>, <limits>");
        assertThat(problems(file("direction='out' kind='zip' onError='halt'", "In", "<company id='A B'/>")))
                .containsExactly(
                        "R.xml:1: direction=\"out\" is wrong on <recurringJob>: allowed are import, export",
                        "R.xml:1: kind=\"zip\" is wrong on <recurringJob>: allowed are file, package",
                        "R.xml:1: onError=\"halt\" is wrong on <recurringJob>: allowed are stop, skip",
                        "R.xml:3: id=\"A B\" is wrong on <company>: the id of a legal entity is allowed, 1 to 20 letters"
                                + " and digits such as USMF");
        assertThat(problems(importing("<recurrence><every>day</every></recurrence>")))
                .containsExactly(
                        "R.xml:3: <every> is not allowed in <recurrence>; allowed are <begin>, <end>, <interval>,"
                                + " <cron>, <timeZone>");
    }

    @Test
    void readsTheExampleOfTheDocumentation() throws IOException {
        String example = Files.readString(Path.of("docs/examples/recurring-job.xml"));
        files.write("Jobs/Products.xml", DefinitionFiles.JOB.formatted("Products"));

        assertThat(load(example).name()).isEqualTo("Products in");
    }
}
