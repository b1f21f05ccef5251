package io.drover.definition;

import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.job.definition.JobChecks;
import io.drover.job.definition.JobDefinition;
import io.drover.job.definition.JobLimits;
import io.drover.job.definition.OnError;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ColumnMappings;
import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.ConditionDefinition.Operator;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.RecordSelection;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.TableOptions;
import io.drover.provider.format.FileSource;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.provider.xml.XmlSource;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {
    @TempDir
    Path folder;

    private static String job(String mappings) {
        return """
                <job name="j">
                  <source><xml/></source>
                  <destination><sql/></destination>
                %s
                </job>
                """
                .formatted(mappings);
    }

    private JobDefinition load(String text) throws IOException {
        DefinitionFiles files = new DefinitionFiles(folder);
        files.write("Jobs/j.xml", text);
        Definitions definitions = files.load();
        assertThat(definitions.problems()).isEmpty();
        return definitions.all(JobDefinition.class).values().iterator().next();
    }

    private List<String> problems(String text) throws IOException {
        return texts(DefinitionLoader.validate(new DefinitionFiles(folder).write("j.xml", text)));
    }

    @Test
    void readsEverythingThatIsWritten() throws IOException {
        JobDefinition job = load(
                """
                <job name="Stock of 1. day" onError="skip" maxErrors="50" timeLimit="90 minutes"
                     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="job.xsd">
                  <description> Quantities </description>
                  <source><xml decimalSeparator=","/></source>
                  <destination><sql dataSource="shop" schema="erp"/></destination>
                  <mapping source="a" destination="b" automatic="true" removeMissing="true" maxDeletePercent="0">
                    <condition column="x" operator="greaterThan" value="0"/>
                    <key column="k"/>
                    <column source="x" destination="y"/>
                    <condition column="z" operator="notEmpty"/>
                  </mapping>
                </job>
                """);

        assertThat(job)
                .isEqualTo(new JobDefinition(
                        new JobDefinition.Head(
                                "Stock of 1. day", "Quantities", List.of(), folder.resolve("Jobs/j.xml")),
                        OnError.SKIP,
                        new JobLimits(50, Duration.ofMinutes(90), JobChecks.NONE),
                        new FileSource(TestFormats.source(XmlSource.class, "<xml decimalSeparator=','/>"), null, null),
                        new SqlDestination("shop", "erp"),
                        List.of(new MappingDefinition(
                                "a",
                                "b",
                                new ColumnMappings(
                                        true, List.of(new ColumnDefinition("x", "y")), List.of("k"), SchemaChange.FAIL),
                                new RecordSelection(
                                        List.of(
                                                new ConditionDefinition("x", Operator.GREATER_THAN, "0"),
                                                new ConditionDefinition("z", Operator.NOT_EMPTY, null)),
                                        null),
                                TableOptions.UPSERT.withMissingDeleted(0),
                                6))));
    }

    @Test
    void dropsTheSpacesAroundNames() throws IOException {
        JobDefinition job = load("<job name=' a  b '><source><xml/></source><destination><sql dataSource=' shop '/>"
                + "</destination><mapping source=' s' destination='d\n'/></job>");

        assertThat(job.name()).isEqualTo("a b");
        assertThat(job.destination()).isEqualTo(new SqlDestination("shop", null));
        assertThat(job.mappings())
                .extracting(MappingDefinition::sourceTable, MappingDefinition::destinationTable)
                .containsExactly(tuple("s", "d"));
    }

    @Test
    void fillsInWhatIsLeftOut() throws IOException {
        JobDefinition job = load(job("<mapping source='a' destination='b'/>"
                + "<mapping source='c' destination='d'><column source='e' destination='f'/></mapping>"));

        assertThat(job.onError()).isEqualTo(OnError.STOP);
        assertThat(job.source()).isEqualTo(new FileSource(new XmlSource(), null, null));
        assertThat(job.destination()).isEqualTo(new SqlDestination("drover", null));
        assertThat(job.mappings())
                .extracting(mapping -> mapping.columns().automatic())
                .containsExactly(true, false);
        assertThat(job.mappings()).extracting(MappingDefinition::options).containsOnly(TableOptions.UPSERT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equal",
                "notEqual",
                "lessThan",
                "greaterThan",
                "contains",
                "notContains",
                "in",
                "notIn",
                "lessThanOrEqual",
                "greaterThanOrEqual",
                "startsWith",
                "notStartsWith",
                "endsWith",
                "notEndsWith",
                "matches",
                "notMatches"
            })
    void readsEveryOperatorWithAValue(String operator) throws IOException {
        JobDefinition job = load(job("<mapping source='a' destination='b'><condition column='c' operator='" + operator
                + "' value='v'/></mapping>"));

        assertThat(((ConditionDefinition)
                                job.mappings().get(0).records().conditions().get(0))
                        .operator()
                        .name()
                        .replace("_", ""))
                .isEqualToIgnoringCase(operator);
    }

    @Test
    void refusesAColumnThatIsMappedTwice() throws IOException {
        assertThat(
                        problems(
                                job(
                                        """
                <mapping source='a' destination='b'>
                  <column source='x' destination='Name'/>
                  <column source='y' destination='NAME'/>
                </mapping>""")))
                .containsExactly("j.xml:6: the column NAME is mapped twice, first on line 5; keep one");
    }

    @Test
    void refusesAKeyThatNoRecordHasAValueFor() throws IOException {
        String mapping =
                """
                <mapping source='a' destination='b' automatic='%s'>
                  <column source='x' destination='y'/>
                  <key column='Y'/>
                  <key column='Id'/>
                </mapping>""";

        assertThat(problems(job(mapping.formatted("true")))).isEmpty();
        assertThat(problems(job(mapping.formatted("false"))))
                .containsExactly("j.xml:7: the key Id is not among the mapped columns, so no record would have a value"
                        + " for it; mapped are y: add a <column> for it or set automatic=\"true\"");
    }

    @Test
    void readsWhatBecomesOfTheRowsOfATable() throws IOException {
        JobDefinition job = load(
                job(
                        """
                <mapping source='a' destination='a' mode='insert' truncate='true' discardDuplicates='true'/>
                <mapping source='b' destination='b' deleteIncoming='true'/>
                <mapping source='c' destination='c' mode='update' maxDeletePercent='7'>
                  <deactivate column='Active' value='false'/>
                </mapping>"""));

        assertThat(job.mappings())
                .extracting(MappingDefinition::options)
                .containsExactly(
                        TableOptions.UPSERT
                                .withMode(TableOptions.Mode.INSERT)
                                .withTruncateFirst(true)
                                .withDiscardDuplicates(true),
                        TableOptions.UPSERT.withDeleteIncoming(true),
                        TableOptions.UPSERT
                                .withMode(TableOptions.Mode.UPDATE)
                                .withMissing(new TableOptions.MissingRows(
                                        false, 7, new TableOptions.Deactivation("Active", "false"))));
    }

    @Test
    void refusesMappingsToOneTableThatDisagreeAboutItsRows() throws IOException {
        assertThat(
                        problems(
                                job(
                                        """
                <mapping source='a' destination='T' removeMissing='true'/>
                <mapping source='b' destination='T'/>
                <mapping source='c' destination='t' deleteIncoming='true'/>
                <mapping source='d' destination='t' removeMissing='true' maxDeletePercent='3'/>""")))
                .containsExactly(
                        "j.xml:5: removeMissing is not the same on two mappings to the table T (the other is on line 4):"
                                + " it concerns the rows of both; write it on both",
                        "j.xml:7: maxDeletePercent is not the same on two mappings to the table t (the other is on line 4):"
                                + " it concerns the rows of both; write it on both");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            textBlock =
                    """
            deleteIncoming='true' mode='update'         |                                   | mode="update", but deleteIncoming
            deleteIncoming='true' removeMissing='true'  |                                   | removeMissing="true", but deleteIncoming
            deleteIncoming='true' truncate='true'       |                                   | truncate="true", but deleteIncoming
            deleteIncoming='true'                       | <deactivate column='a' value=''/> | <deactivate>, but deleteIncoming
            truncate='true' mode='update'               |                                   | mode="update", but truncate
            truncate='true' removeMissing='true'        |                                   | removeMissing="true", but truncate
            removeMissing='true'                        | <deactivate column='a' value=''/> | <deactivate>, but removeMissing
            """)
    void refusesOptionsThatMakeNoSenseTogether(String options, String child, String message) throws IOException {
        assertThat(problems(job("<mapping source='a' destination='b' " + options + ">" + (child == null ? "" : child)
                        + "</mapping>")))
                .singleElement()
                .asString()
                .contains("the mapping of a has " + message)
                .endsWith("remove one of them");
    }

    @Test
    void refusesMaxErrorsWhereTheFirstErrorIsOneTooMany() throws IOException {
        assertThat(problems(DefinitionFiles.JOB.formatted("j\" maxErrors=\"5")))
                .singleElement()
                .asString()
                .contains("maxErrors=\"5\" needs onError=\"skip\"");
        assertThat(problems(DefinitionFiles.JOB.formatted("j\" onError=\"skip\" maxErrors=\"0")))
                .singleElement()
                .asString()
                .endsWith("a whole number from 1 is allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "PT30M", "0 minutes", "2 minute", "5 days"})
    void refusesATimeLimitWithoutNumberAndUnit(String limit) throws IOException {
        assertThat(problems(DefinitionFiles.JOB.formatted("j\" timeLimit=\"" + limit)))
                .singleElement()
                .asString()
                .endsWith("a number of seconds, minutes or hours such as 30 minutes is allowed");
    }

    @Test
    void refusesAMappingOfNothing() throws IOException {
        assertThat(problems(job("<mapping source='a' destination='b' automatic='false'/>")))
                .singleElement()
                .asString()
                .contains("maps no columns");
    }

    @Test
    void asksForTheValueOfACondition() throws IOException {
        assertThat(
                        problems(
                                job(
                                        """
                <mapping source='a' destination='b'>
                  <condition column='c' operator='in'/>
                  <condition column='c' operator='empty' value='x'/>
                </mapping>""")))
                .containsExactly(
                        "j.xml:5: attribute value is missing: the operator in needs one"
                                + " (only empty and notEmpty do not)",
                        "j.xml:6: the operator empty takes no value; remove value=\"x\" or use equal or notEqual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Products", "1", "a.b-c_d e", "x-"})
    void acceptsNamesThatAreGoodFolderNames(String name) throws IOException {
        assertThat(load(DefinitionFiles.JOB.formatted(name)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.", ".a", "a/b", "a\\b", "æ", "-a", "a:b", "{{env:X}}"})
    void refusesOtherNames(String name) throws IOException {
        assertThat(problems(DefinitionFiles.JOB.formatted(name)))
                .containsExactly(
                        "j.xml:1: name=\"" + name + "\" is wrong on <job>: 1 to 64 letters (A-Z), digits, spaces"
                                + " and the characters _ . - are allowed, with a letter or digit first and neither a space nor"
                                + " a point last");
    }

    @Test
    void refusesNamesThatAreTooLong() throws IOException {
        assertThat(problems(DefinitionFiles.JOB.formatted("a".repeat(64)))).isEmpty();
        assertThat(problems(DefinitionFiles.JOB.formatted("a".repeat(65)))).hasSize(1);
    }
}
