package io.drover.definition;

import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.config.ConfigDefinition;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionMessagesTest {
    @TempDir
    Path folder;

    private List<String> problems(String text) throws IOException {
        return texts(DefinitionLoader.validate(Files.writeString(folder.resolve("f.xml"), text)));
    }

    private List<String> problems(byte[] bytes) throws IOException {
        return texts(DefinitionLoader.validate(Files.write(folder.resolve("f.xml"), bytes)));
    }

    @Test
    void sayWhichElementsAreAllowed() throws IOException {
        assertThat(
                        problems(
                                """
                <job name="j">
                  <descripton>x</descripton>
                </job>"""))
                .containsExactly("f.xml:2: <descripton> is not allowed in <job>; allowed are <description>,"
                        + " <source>, <destination>, <mapping>");
        assertThat(
                        problems(
                                """
                <job name="j">
                  <source>
                    <csw/>
                  </source>
                  <destination><sql/></destination>
                </job>"""))
                .containsExactly(
                        "f.xml:3: <csw> is not allowed in <source>; allowed are <xml>, <csv>, <excel>, <json>, <edi>, <package>, <detect>, <sql>, <endpoint>, <bucket>");
    }

    @Test
    void sayWhatIsRepeatedOrOutOfOrder() throws IOException {
        String order = "; the order is <description>, <source>, <destination>, <mapping>";
        assertThat(
                        problems(
                                """
                <job name="j">
                  <source><xml/></source>
                  <source><xml/></source>
                  <destination><sql/></destination>
                </job>"""))
                .containsExactly("f.xml:3: <source> is repeated or out of order in <job>" + order);
        assertThat(
                        problems(
                                """
                <job name="j">
                  <source><xml/></source>
                  <destination><sql/></destination>
                  <description>late</description>
                </job>"""))
                .containsExactly("f.xml:4: <description> is repeated or out of order in <job>" + order);
    }

    @Test
    void sayWhatIsMissing() throws IOException {
        assertThat(problems("""
                <job>
                  <source/>
                </job>"""))
                .containsExactly(
                        "f.xml:1: attribute name is missing on <job>",
                        "f.xml:2: <source> is incomplete: it needs <xml> or <csv> or <excel> or <json> or <edi> or <package> or <detect> or <sql>",
                        "f.xml:3: <job> is incomplete: it needs <destination>");
        assertThat(problems("<job name='j'/>")).containsExactly("f.xml:1: <job> is incomplete: it needs <source>");
    }

    @Test
    void sayWhichAttributesAndValuesAreAllowed() throws IOException {
        assertThat(
                        problems(
                                """
                <job name="j" onerror="stop" onError="Stop">
                  <description lang="en"/>
                  <source><xml decimalSeparator=";"/></source>
                  <destination><sql/></destination>
                  <mapping source="a" destination="" removeMissing="yes" maxDeletePercent="120%">
                    <condition column="c" operator="="/>
                  </mapping>
                </job>"""))
                .containsExactly(
                        "f.xml:1: attribute onerror is not allowed on <job>; allowed are name, onError, maxErrors, sourceSchema, targetSchema, recordIdentifier, validateOnly, timeLimit",
                        "f.xml:1: onError=\"Stop\" is wrong on <job>: allowed are stop, skip",
                        "f.xml:2: <description> takes no attributes",
                        "f.xml:3: decimalSeparator=\";\" is wrong on <xml>: allowed are \".\", \",\", detect",
                        "f.xml:5: destination=\"\" is wrong on <mapping>: a name is needed; it must not be empty",
                        "f.xml:5: removeMissing=\"yes\" is wrong on <mapping>: allowed are true, false",
                        "f.xml:5: maxDeletePercent=\"120%\" is wrong on <mapping>: a whole number from 0 to 100 is"
                                + " allowed",
                        "f.xml:6: operator=\"=\" is wrong on <condition>: allowed are equal, notEqual, lessThan,"
                                + " lessThanOrEqual, greaterThan, greaterThanOrEqual, contains, notContains, in, notIn,"
                                + " startsWith, notStartsWith, endsWith, notEndsWith, matches, notMatches, empty, notEmpty");
    }

    @Test
    void nameTheAttributeWhateverQuotesItsValueHolds() throws IOException {
        assertThat(problems("<scheduledTask name=\"it's 'enabled'\" enabled='false'><addIn name='a'/></scheduledTask>"))
                .singleElement()
                .asString()
                .startsWith("f.xml:1: name=\"it's 'enabled'\" is wrong on <scheduledTask>: 1 to 64 letters");
    }

    @Test
    void sayWhereTextDoesNotBelong() throws IOException {
        assertThat(
                        problems(
                                """
                <job name="j">
                  <source><xml>file</xml></source>
                  <destination>shop<sql/></destination>
                  <mapping source="a" destination="b">all</mapping>
                </job>"""))
                .containsExactly(
                        "f.xml:2: text is not allowed in <xml>; allowed are <column>, <table>",
                        "f.xml:3: text is not allowed in <destination>; allowed are <sql>, <collection>, <xml>, <csv>, <excel>, <json>, <edi>, <package>, <output>, <endpoint>",
                        "f.xml:4: text is not allowed in <mapping>; allowed are <forEach>, <column>, <key>, <condition>, <any>, <all>, <deactivate>");
        assertThat(
                        problems(
                                """
                <scheduledTask name="t">
                  <description><b>x</b></description>
                  <addIn name="a"><parameter name="Request XML"><Get/></parameter></addIn>
                </scheduledTask>"""))
                .containsExactly(
                        "f.xml:2: <description> holds text only, no elements",
                        "f.xml:3: <parameter> holds text only, no elements");
    }

    @Test
    void areTheSameInEveryLanguageOfTheMachine() throws IOException {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("de", "fr", "ja", "zh-CN", "sv")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                sayWhatIsMissing();
                sayWhichAttributesAndValuesAreAllowed();
                sayWhereTextDoesNotBelong();
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sayWhereAFileIsNotWellFormed() throws IOException {
        assertThat(problems("""
                <job name="j">
                  <source>
                </job>"""))
                .containsExactly("f.xml:3: not well-formed XML: The element type \"source\" must be"
                        + " terminated by the matching end-tag \"</source>\".");
        assertThat(problems("")).singleElement().asString().startsWith("f.xml:1: not well-formed XML: ");
        assertThat(problems(new byte[] {'<', 'a', '>', (byte) 0xE6, (byte) 0xF8, '<', '/', 'a', '>'}))
                .singleElement()
                .asString()
                .startsWith(
                        "f.xml:1: holds bytes that are wrong in the encoding it declares (UTF-8 when it declares none)");
        assertThat(problems("<?xml version='1.0' encoding='klingon'?><Parameters/>"))
                .containsExactly("f.xml:1: declares the encoding klingon, which is not known; save it as UTF-8");
    }

    @Test
    void sayWhichRootsThereAre() throws IOException {
        assertThat(problems("\n<tables/>"))
                .containsExactly(
                        "f.xml:2: <tables> is no definition of Drover; allowed are <job> (in Jobs),"
                                + " <scheduledTask> (in ScheduledTasks), <Parameters> (in Config), <recurringJob> (in RecurringJobs), <connection> (in Connections), <collection> (in Collections), <bucket> (in Buckets)");
        assertThat(problems("<job xmlns='urn:x' name='j'/>"))
                .containsExactly("f.xml:1: <job> must be in no namespace; remove its xmlns");
        assertThat(texts(DefinitionLoader.validate(folder.resolve("gone.xml"))))
                .containsExactly("gone.xml: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE job SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE job [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE job [<!ENTITY a \"a\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            })
    void refuseDocumentTypes(String type) throws IOException {
        assertThat(problems("<?xml version='1.0'?>\n" + type + "\n<job name='j'><description>&e;</description></job>"))
                .containsExactly(
                        "f.xml:2: a document type (<!DOCTYPE ...>) is not allowed; remove it, and write out what"
                                + " its entities stand for");
    }

    @Test
    void refuseWhatIsTooLargeToBeADefinition() throws IOException {
        assertThat(problems(new byte[17 << 20])).containsExactly("f.xml: is larger than a definition may be (16 MB)");
    }

    @Test
    void followNoSchemaLocation() throws IOException {
        assertThat(problems("<Parameters xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:noNamespaceSchemaLocation='http://127.0.0.1:1/config.xsd'/>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void readEveryEncodingThatXmlDeclares(String encoding) throws IOException {
        String bom = encoding.equals("UTF-16LE") ? "\uFEFF" : "";
        String text = bom + "<?xml version='1.0' encoding='" + (bom.isEmpty() ? encoding : "utf-16")
                + "'?><Parameters><Parameter name='sø' value='æ'/></Parameters>";
        DefinitionFiles files = new DefinitionFiles(folder);
        Path file = files.write("Config/c.xml", "");
        Files.write(file, text.getBytes(Charset.forName(encoding)));

        assertThat(files.load().all(ConfigDefinition.class).get("c.xml").parameters())
                .containsEntry("sø", "æ");
    }

    @Test
    void readAFileThatSaysUtf16ButIsNot() throws IOException {
        byte[] bytes = "<?xml version=\"1.0\" encoding=\"utf-16\"?><Parameters/>".getBytes(StandardCharsets.UTF_8);

        assertThat(problems(bytes)).isEmpty();
    }

    @Test
    void sayWhatADynamicwebJobLacks() throws IOException {
        String job =
                """
                <?xml version="1.0" encoding="utf-16"?>
                <job>
                  <Name>Products</Name>
                  <asTransaction>True</asTransaction>
                  <source type="Dynamicweb.DataIntegration.Providers.XmlProvider.XmlProvider"><SourceFile/></source>
                  <destination type="Dynamicweb.DataIntegration.Providers.%s.%s"/>
                  <mappings><mapping uid="1"><isActive>False</isActive></mapping></mappings>
                </job>
                """;
        for (Charset encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_8)) {
            assertThat(problems(job.formatted("EcomProvider", "EcomProvider").getBytes(encoding)))
                    .containsExactly("f.xml: this job of Dynamicweb has no active mapping, and does not create mappings"
                            + " at run time either");
            assertThat(problems(job.formatted("CrmProvider", "CrmProvider").getBytes(encoding)))
                    .containsExactly("f.xml: the destination provider"
                            + " Dynamicweb.DataIntegration.Providers.CrmProvider.CrmProvider has no counterpart; those of"
                            + " XML, CSV, Excel, SQL, Dynamicweb, Ecom, User and Order have");
        }
    }
}
