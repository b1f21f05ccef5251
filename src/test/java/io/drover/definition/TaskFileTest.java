package io.drover.definition;

import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.definition.text.ParameterNames;
import io.drover.task.definition.TaskDefinition;
import io.drover.task.definition.TaskDefinition.Missed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFileTest {
    @TempDir
    Path folder;

    private static String task(String schedule) {
        return """
                <scheduledTask name="t">
                %s
                <addIn name="import-data"/>
                </scheduledTask>
                """
                .formatted(schedule);
    }

    private TaskDefinition load(String text) throws IOException {
        DefinitionFiles files = new DefinitionFiles(folder);
        files.write("ScheduledTasks/t.xml", text);
        Definitions definitions = files.load();
        assertThat(definitions.problems()).isEmpty();
        return definitions.all(TaskDefinition.class).values().iterator().next();
    }

    private List<String> problems(String text) throws IOException {
        return texts(DefinitionLoader.validate(new DefinitionFiles(folder).write("t.xml", text)));
    }

    @Test
    void readsEverythingThatIsWritten() throws IOException {
        TaskDefinition task = load(
                """
                <scheduledTask name="Nightly" enabled="false">
                  <description>All of it</description>
                  <schedule>
                    <atStart>true</atStart>
                    <missed>skip</missed>
                    <timeZone>Europe/Copenhagen</timeZone>
                    <interval> daily </interval>
                    <end>2027-01-01T00:00:00</end>
                    <begin>2026-01-01T02:30:00</begin>
                  </schedule>
                  <addIn name="import-data">
                    <parameter name="Request XML"><![CDATA[<Get type="all"/>]]></parameter>
                    <parameter name="Empty"/>
                  </addIn>
                </scheduledTask>
                """);

        assertThat(task)
                .isEqualTo(new TaskDefinition(
                        new TaskDefinition.Head(
                                "Nightly", "All of it", false, "", 0, folder.resolve("ScheduledTasks/t.xml")),
                        new TaskDefinition.Timing(
                                new Schedule(
                                        LocalDateTime.of(2026, 1, 1, 2, 30),
                                        LocalDateTime.of(2027, 1, 1, 0, 0),
                                        ZoneId.of("Europe/Copenhagen"),
                                        new Repeat.Daily()),
                                true,
                                Missed.SKIP,
                                false),
                        new TaskDefinition.Work(
                                "import-data",
                                Map.of("Request XML", "<Get type=\"all\"/>", "Empty", ""),
                                Map.of(),
                                null),
                        List.of()));
        assertThat(task.work().parameters().keySet()).containsExactly("Request XML", "Empty");
    }

    @Test
    void runsOnDemandOnlyWithoutASchedule() throws IOException {
        TaskDefinition task = load(task(""));

        assertThat(task.schedule()).isEqualTo(Schedule.NEVER);
        assertThat(task.enabled()).isTrue();
        assertThat(task.timing().atStart()).isFalse();
        assertThat(task.timing().missed()).isEqualTo(Missed.RUN_ONCE);
    }

    @Test
    void fillsInWhatAScheduleLeavesOut() throws IOException {
        assertThat(load(task("<schedule><interval>5 minutes</interval></schedule>"))
                        .schedule())
                .isEqualTo(new Schedule(
                        LocalDateTime.of(2000, 1, 1, 0, 0), null, ZoneId.of("UTC"), new Repeat.Minutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"hourly,60", "1 minute,1", "1 minutes,1", "90 minutes,90", "43200 minutes,43200"})
    void readsIntervalsOfMinutes(String interval, int minutes) throws IOException {
        assertThat(load(task("<schedule><interval>" + interval + "</interval></schedule>"))
                        .schedule()
                        .repeat())
                .isEqualTo(new Repeat.Minutes(minutes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 minutes", "5", "five minutes", "5 hours", "Daily", "", "-5 minutes"})
    void refusesOtherIntervals(String interval) throws IOException {
        assertThat(problems(task("<schedule><interval>" + interval + "</interval></schedule>")))
                .containsExactly("t.xml:2: <interval>" + interval + "</interval> is wrong: once, hourly, daily, weekly,"
                        + " monthly or a number of minutes such as 5 minutes is allowed");
    }

    @Test
    void asksForBeginOfOnce() throws IOException {
        assertThat(problems(task("<schedule><interval>once</interval></schedule>")))
                .containsExactly("t.xml:2: <interval>once</interval> needs <begin>, the time of the run");
        assertThat(problems(task("<schedule><begin>2026-01-01T00:00:00</begin><interval>once</interval></schedule>")))
                .isEmpty();
    }

    @Test
    void refusesAnEndBeforeBegin() throws IOException {
        assertThat(
                        problems(
                                task(
                                        """
                <schedule>
                  <begin>2026-01-02T00:00:00</begin>
                  <end>2026-01-01T00:00:00</end>
                  <interval>daily</interval>
                </schedule>""")))
                .containsExactly("t.xml:4: <end> 2026-01-01T00:00 is before <begin> 2026-01-02T00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-01-01T06:00",
                "2026-01-01T06:00:00Z",
                "2026-01-01T06:00:00+01:00",
                "2026-02-30T06:00:00",
                "2026-01-01T24:00:00",
                "tomorrow"
            })
    void refusesWhatIsNoLocalDateAndTime(String begin) throws IOException {
        assertThat(problems(task("<schedule><begin>" + begin + "</begin><interval>daily</interval></schedule>")))
                .containsExactly("t.xml:2: <begin>" + begin + "</begin> is wrong: a local date and time such as"
                        + " 2026-01-31T06:00:00 is allowed, without an offset: the zone is set by timeZone");
    }

    @Test
    void refusesUnknownTimeZones() throws IOException {
        assertThat(problems(task(
                        "<schedule><interval>daily</interval>\n<timeZone>Europe/Kopenhagen</timeZone></schedule>")))
                .containsExactly("t.xml:3: the time zone \"Europe/Kopenhagen\" is not known: an IANA name such as"
                        + " Europe/Copenhagen or UTC is allowed");
    }

    @Test
    void wantsIntervalOrCronAndNotBoth() throws IOException {
        assertThat(problems(task("<schedule><atStart>true</atStart></schedule>")))
                .containsExactly("t.xml:2: <schedule> needs <interval> or <cron>; leave <schedule> out when the task is"
                        + " to run only on demand");
        assertThat(problems(task("<schedule><interval>daily</interval><cron>0 0 6 * * ?</cron></schedule>")))
                .containsExactly("t.xml:2: <interval> and <cron> exclude each other; keep one");
    }

    @Test
    void readsQuartzCron() throws IOException {
        assertThat(load(task("<schedule><cron> 0  0 6 ? * MON-FRI </cron></schedule>"))
                        .schedule()
                        .repeat())
                .isEqualTo(new Repeat.Cron("0 0 6 ? * MON-FRI"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * * *     | 0 0 6 * * ?",
                "*/5 * * * *   | 0 */5 * * * ?",
                "0 6 * * 1-5   | 0 0 6 ? * MON-FRI",
                "0 6 * * 0,7   | 0 0 6 ? * SUN,SUN",
                "30 2 1 * *    | 0 30 2 1 * ?"
            })
    void offersTheQuartzFormOfUnixCron(String unix, String quartz) throws IOException {
        assertThat(problems(task("<schedule><cron>" + unix + "</cron></schedule>")))
                .containsExactly("t.xml:2: the cron expression \"" + unix + "\" has 5 fields: Quartz's has six or seven"
                        + " (second minute hour day-of-month month day-of-week [year]); as a Unix expression it would be "
                        + quartz);
    }

    @Test
    void saysWhatElseIsWrongWithACron() throws IOException {
        assertThat(problems(task("<schedule><cron>@daily</cron></schedule>")))
                .containsExactly("t.xml:2: the cron expression \"@daily\" has 1 fields: Quartz's has six or seven"
                        + " (second minute hour day-of-month month day-of-week [year])");
        assertThat(problems(task("<schedule><cron>0 0 6 * * *</cron></schedule>")))
                .containsExactly(
                        "t.xml:2: the cron expression \"0 0 6 * * *\" is wrong: one of day-of-month (4th field)"
                                + " and day-of-week (6th) must be ?");
        assertThat(problems(task("<schedule><cron>0 0 6 ? * ?</cron></schedule>")))
                .containsExactly(
                        "t.xml:2: the cron expression \"0 0 6 ? * ?\" is wrong: one of day-of-month (4th field)"
                                + " and day-of-week (6th) must be ?, and the other not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 25 * * ?        | '\"25\" is no hour: 0 to 23 is allowed, with , - * and /'",
                "0 0 6 * JUNE ?      | '\"JUNE\" is no month: 1 to 12 is allowed, or JAN to DEC, with , - * and /'",
                "0 0,,5 6 * * ?      | '\"\" is no minute: 0 to 59 is allowed, with , - * and /'",
                "0 0/0 6 * * ?       | the step /0 of the minute: 1 to 59 is allowed",
                "0 0 */24 * * ?      | the step /24 of the hour: 1 to 23 is allowed",
                "0 H 6 * * ?         | 'H, a value chosen by a hash of the name, is not known here: write the minute itself, such as 29'",
                "0 0 H(1-5)/2 * * ?  | 'H, a value chosen by a hash of the name, is not known here: write the hour itself, such as 11'",
                "0 0 6 L-31 * ?      | '\"L-31\": L-0 to L-30 is allowed'",
                "0 0 6 30 2 ?        | it is never due, for none of its months and years has such a day",
                "0 0 6 31W 4,FEB ?   | it is never due, for none of its months and years has such a day",
                "0 0 6 29 2 ? 2027   | it is never due, for none of its months and years has such a day",
                "0 0 6 1 1 ? 2030-2020 | the years 2030-2020 go backwards",
            })
    void saysWhatOfACronIsWrongAndWhatIsAllowed(String cron, String reason) throws IOException {
        assertThat(problems(task("<schedule><cron>" + cron + "</cron></schedule>")))
                .containsExactly("t.xml:2: the cron expression \"" + cron + "\" is wrong: " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 6 ? * FRI#6, FRI#6, 'day-of-week: 1 to 7 is allowed, or SUN to SAT, with , - * and /; FRIL (the last Friday), FRI#2'",
        "0 0 6 5C * ?, 5C, 'day-of-month: 1 to 31 is allowed, with , - * and /; L (the last day), L-3, 15W (the weekday nearest'",
    })
    void saysWhichDaysCanBeNamed(String cron, String day, String allowed) throws IOException {
        assertThat(problems(task("<schedule><cron>" + cron + "</cron></schedule>")))
                .singleElement(STRING)
                .startsWith("t.xml:2: the cron expression \"" + cron + "\" is wrong: \"" + day + "\" is no " + allowed);
    }

    @Test
    void refusesACronThatWillNotBeDueAgain() throws IOException {
        int thisYear = LocalDate.now(ZoneOffset.UTC).getYear();
        assertThat(problems(task("<schedule><cron>0 0 6 1 6 ? 2020-2023</cron></schedule>")))
                .containsExactly(
                        "t.xml:2: the cron expression \"0 0 6 1 6 ? 2020-2023\" is over: its years end with 2023");
        assertThat(problems(
                        task("<schedule><begin>2031-01-01T00:00:00</begin><cron>0 0 6 1 6 ? 2030</cron></schedule>")))
                .containsExactly(
                        "t.xml:2: the cron expression \"0 0 6 1 6 ? 2030\" is never due between <begin> and <end>,"
                                + " or its years are over before <begin>");
        assertThat(problems(task("<schedule><cron>0 0 6 1 6 ? 2020-" + (thisYear + 1) + "</cron></schedule>")))
                .isEmpty();
    }

    @Test
    void refusesParametersThatAreThereTwice() throws IOException {
        assertThat(
                        problems(
                                """
                <scheduledTask name="t">
                  <addIn name="import-data">
                    <parameter name="Web service URL" value="a"/>
                    <parameter name="webServiceUrl" value="b"/>
                    <parameter name="x" value="1">2</parameter>
                  </addIn>
                </scheduledTask>
                """))
                .containsExactly(
                        "t.xml:4: parameter \"webServiceUrl\" is there twice, first as \"Web service URL\" on line 3"
                                + " (case, spaces and punctuation do not matter); keep one",
                        "t.xml:5: parameter \"x\" has its value twice, as attribute and as content; keep one");
    }

    @Test
    void refusesAJobThatIsThereTwice() throws IOException {
        assertThat(
                        problems(
                                """
                <scheduledTask name="t">
                  <addIn name="import-data"/>
                  <job>Products</job>
                  <job>PRODUCTS</job>
                </scheduledTask>
                """))
                .containsExactly("t.xml:4: the job \"PRODUCTS\" is there twice; keep one");
    }

    @Test
    void refusesConfigFilesOutsideTheirFolder() throws IOException {
        assertThat(
                        problems(
                                """
                <scheduledTask name="t">
                  <addIn name="import-data"/>
                  <configFile>../Jobs/Products.xml</configFile>
                </scheduledTask>
                """))
                .containsExactly(
                        "t.xml:3: <configFile>../Jobs/Products.xml</configFile> is wrong: the name of a file in"
                                + " Files/Integration/Config is allowed, such as erp.xml, without folders");
    }

    @ParameterizedTest
    @CsvSource({"Web service URL", "webServiceUrl", "web-service-url", "WEB_SERVICE_URL", "Web  service U.R.L."})
    void comparesParameterNamesByWhatTheySay(String name) {
        assertThat(ParameterNames.key(name)).isEqualTo("webserviceurl");
    }
}
