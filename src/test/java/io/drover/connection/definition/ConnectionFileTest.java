package io.drover.connection.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files of connections say, and what is said of those that are bad. */
class ConnectionFileTest {
    private static final String GOOD =
            """
            <connection name="erp">
              <configFile>test.xml</configFile>
              <baseUrl>https://erp.example.com/api</baseUrl>
              <header name="Company" value="CRONUS"/>
              <query name="api-version" value="2.0"/>
              <authentication>
                <basic user="drover" password="{{env:ERP_PASSWORD}}"/>
              </authentication>
              <limits requestsPerSecond="10" requestsAtOnce="{{atOnce}}"/>
            </connection>
            """;

    @TempDir
    private Path folder;

    private Definitions load(Definitions previous) {
        return DefinitionLoader.load(folder, previous);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> said(Definitions loaded) {
        return loaded.problems().stream().map(Problem::toString).toList();
    }

    private static ConnectionDefinition erp(Definitions loaded) {
        return loaded.all(ConnectionDefinition.class).get("ERP");
    }

    private static String value(ConnectionDefinition connection, ConnectionOption option) {
        return connection.option(option).orElseThrow().value();
    }

    @Test
    void aConfigFileWinsAndSaysItByTheConnectionsNameWhereItServesSeveral() throws IOException {
        write("Connections/erp.xml", GOOD);
        write(
                "Config/test.xml",
                """
                <Parameters>
                  <Parameter name="Base URL" value="https://any.example.com"/>
                  <Parameter name="ERP base URL" value="https://test.example.com"/>
                  <Parameter name="Header company" value="TEST"/>
                  <Parameter name="Retries" value="7"/>
                  <Parameter name="Something of a task" value="x"/>
                </Parameters>
                """);

        Definitions loaded = load(Definitions.NONE);

        assertThat(said(loaded)).isEmpty();
        assertThat(value(erp(loaded), ConnectionOption.BASE_URL)).isEqualTo("https://test.example.com");
        assertThat(erp(loaded).option(ConnectionOption.BASE_URL).orElseThrow().place())
                .endsWith("test.xml:3");
        assertThat(erp(loaded).headers().get("Company").value()).isEqualTo("TEST");
        assertThat(value(erp(loaded), ConnectionOption.RETRIES)).isEqualTo("7");
        assertThat(value(erp(loaded), ConnectionOption.USER)).isEqualTo("drover");
    }

    @Test
    void aBadFileKeepsWhatItHadAndABadValueOfTheConfigFileIsSaidWithItsPlace() throws IOException {
        write("Connections/erp.xml", GOOD);
        write("Config/test.xml", "<Parameters/>");
        Definitions good = load(Definitions.NONE);

        write("Connections/erp.xml", GOOD.replace("requestsPerSecond=\"10\"", "requestsPerSecond=\"many\""));
        Definitions kept = load(good);
        assertThat(said(kept)).singleElement().asString().contains("erp.xml:9: ", "a number above 0 is needed");
        assertThat(erp(kept)).isEqualTo(erp(good));

        write("Connections/erp.xml", GOOD);
        write("Config/test.xml", "<Parameters>\n<Parameter name=\"Time limit\" value=\"soon\"/></Parameters>");
        assertThat(said(load(good)))
                .singleElement()
                .asString()
                .contains("erp.xml:1: ", "test.xml:2: timeLimit is 'soon', no duration such as 10m");

        Files.delete(folder.resolve("Config/test.xml"));
        assertThat(said(load(good)))
                .singleElement()
                .asString()
                .contains("erp.xml:2: there is no usable config file \"test.xml\" in Config; usable are none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | <connection name='a b'><baseUrl>https://x.example.com</baseUrl></connection> | 1 to 64 letters",
                "1 | <connection name='e'/> | <baseUrl> is missing: the address that paths are below",
                "1 | <connection name='e'><baseUrl>ftp://x</baseUrl></connection> | it must begin with http:// or https://",
                "1 | <connection name='e'><baseUrl>http://x:70000</baseUrl></connection> | a port is a number from 1 to 65535",
                "1 | <connection name='e'><baseUrl>https://u:p@x</baseUrl></connection> | has a user or password in the address",
                "1 | <connection name='e'><baseUrl>https://x?a=b</baseUrl></connection> | write that as <query",
                "1 | <connection name='e'><baseUrl>https://x y</baseUrl></connection> | no address",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<header name='Authorization' value='x'/></connection> | who asks is said by <authentication>",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<header name='CamelHttpUri' value='x'/></connection> | an order to Camel",
                "3 | <connection name='e'><baseUrl>https://x</baseUrl>/<header name='a' value='x'/>/<header name='A' value='x'/></connection> | the header A is there twice",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<authentication><basic user='a:b' password='x'/></authentication></connection> | has a colon",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<authentication><basic user='a'/></authentication></connection> | password",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<authentication><digest/></authentication></connection> | allowed are <basic>",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<proxy url='http://u:secret@p:1'/></connection> | must be the address of a proxy with its port",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<timeouts connect='fast'/></connection> | a duration such as 500ms",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<retries most='-1'/></connection> | a whole number",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<limits requestsPerSecond='0'/></connection> | it must be a number above 0",
                "2 | <connection name='e'><baseUrl>https://x</baseUrl>/<test path='https://y'/></connection> | must be a path below the base URL"
            })
    void whatIsWrongIsSaidWithItsLine(int line, String text, String message) throws IOException {
        write("Connections/e.xml", text.replace("/<", "\n<"));

        assertThat(said(load(Definitions.NONE)))
                .singleElement()
                .asString()
                .contains("e.xml:" + line + ": ", message)
                .doesNotContain("secret@");
    }
}
