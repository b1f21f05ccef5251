package io.drover.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.drover.http.TestCertificate;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.DrippingServer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections on the command line and by the API: what they say, and how far a test of one comes. */
class ConnectionCommandTest {
    private static final String SECRET = "s3cret-of-the-command";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static DrippingServer silent;
    private static HttpsServer secured;
    private static TestServer drover;
    private static CommandLineRuns commands;

    @BeforeAll
    static void start() throws Exception {
        erp = new ScriptedServer();
        silent = new DrippingServer(DrippingServer.Where.NOTHING);
        TestCertificate certificate = new TestCertificate(home.resolve("a"), "RSA");
        secured = secured(certificate);
        String https = "https://127.0.0.1:" + secured.getAddress().getPort() + "/api";
        drover = new TestServer(home).with("erp.secret", SECRET);
        drover.withFile(
                "Files/Config/test.xml",
                "<Parameters>\n<Parameter name=\"erp base URL\" value=\"" + erp.url() + "\"/>\n</Parameters>");
        connection(
                "erp",
                "https://erp.example.com",
                "<query name='v' value='2'/><authentication>"
                        + "<basic user='drover' password='{{erp.secret}}'/></authentication><test path='ping?x=1'/>",
                "test.xml");
        connection("trusted", https, "<authorities file='" + certificate.certificatePem() + "'/>", null);
        connection("untrusted", https, "", null);
        connection("nobody", "http://127.0.0.1:" + TestServer.freePort(), "", null);
        connection("unknown", "https://nowhere.invalid", "", null);
        connection("silent", silent.url(), "<timeouts response='100ms'/>", null);
        connection(
                "tokens",
                erp.url(),
                "<authentication><oauth2 tokenUrl='" + erp.url() + "/token' clientId='drover' clientSecret='" + SECRET
                        + "'/></authentication>",
                null);
        drover.start();
        commands = new CommandLineRuns(drover);
    }

    private static void connection(String name, String url, String more, String config) {
        drover.withFile(
                "Files/Connections/" + name + ".xml",
                "<connection name='" + name + "'>\n"
                        + (config == null ? "" : "<configFile>" + config + "</configFile>\n") + "<baseUrl>" + url
                        + "</baseUrl>\n" + more + "</connection>");
    }

    private static HttpsServer secured(TestCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(certificate.pkcs12().toFile(), TestCertificate.PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, TestCertificate.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> ScriptedServer.respond(exchange, 200, "application/json", "{}"));
        server.start();
        return server;
    }

    @AfterAll
    static void stop() {
        commands.close();
        drover.close();
        erp.close();
        silent.close();
        secured.stop(0);
    }

    private static List<String> tested(String name, int exit) throws Exception {
        Result result = commands.drover("connection", "test", name);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
        assertThat(result.out()).doesNotContain(SECRET);
        return result.out().lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
    }

    @Test
    void aTestSaysOneLineForEachStep() throws Exception {
        erp.answers(200, "application/json", "{}");
        List<String> lines = tested("erp", 0);
        assertThat(lines.get(0)).isEqualTo("erp|" + erp.url() + "/ping");
        assertThat(lines.get(1)).isEqualTo("ok|name resolved|127.0.0.1 is 127.0.0.1");
        assertThat(lines.get(2))
                .isEqualTo("ok|connected|to 127.0.0.1:" + erp.url().replaceAll("\\D*[\\d.]+:(\\d+).*", "$1"));
        assertThat(lines.get(3)).startsWith("-|TLS|the address begins with http");
        assertThat(lines.get(4)).isEqualTo("ok|authenticated|as drover");
        assertThat(lines.get(5)).matches("ok\\|answered\\|200 OK in \\d+ ms, application/json");
        assertThat(erp.requests().get(erp.requests().size() - 1).uri()).hasToString("/erp/ping?x=1&v=2");

        assertThat(tested("trusted", 0))
                .anyMatch(line -> line.startsWith("ok|TLS|TLSv1.3, the server is CN=a until 20"))
                .contains("ok|authenticated|nobody is named");
    }

    @Test
    void aTestSaysWhereItEndsAndWhy() throws Exception {
        assertThat(tested("unknown", 1))
                .contains("FAILED|name resolved|nowhere.invalid is not known", "-|connected|not come to");
        assertThat(tested("nobody", 1)).anyMatch(line -> line.matches("FAILED\\|connected\\|.*Connection refused.*"));
        assertThat(tested("untrusted", 1))
                .anyMatch(line -> line.startsWith("ok|connected|"))
                .anyMatch(line -> line.matches("FAILED\\|TLS\\|.*name it in <authorities> of its connection.*"))
                .contains("-|answered|not come to");
        assertThat(tested("silent", 1))
                .anyMatch(line -> line.matches("FAILED\\|answered\\|.*had not begun within 100 ms"));

        erp.answers(401, "text/plain", "not " + SECRET);
        assertThat(tested("erp", 1))
                .anyMatch(line -> line.startsWith("FAILED|authenticated|answered 401 Unauthorized"))
                .anyMatch(line -> line.startsWith("FAILED|answered|401 Unauthorized in"));
        erp.answers(404, "text/plain", "none");
        assertThat(tested("erp", 0)).anyMatch(line -> line.matches("ok\\|answered\\|404 Not Found.*<test path=.*"));
        erp.answers(400, "application/json", "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}");
        assertThat(tested("tokens", 1))
                .anyMatch(line -> line.matches("FAILED\\|authenticated\\|the token endpoint .*invalid_client.*"));
        assertThat(commands.drover("connection", "test", "erb").err())
                .contains("there is no connection 'erb'; there are erp, nobody, silent, tokens, trusted");
    }

    @Test
    void whatTheySayIsShownWithItsPlaceAndTheApiSaysTheSame() throws Exception {
        Result shown = commands.drover("connection", "show", "erp");
        assertThat(shown.exit()).isZero();
        assertThat(shown.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .anyMatch(line -> line.startsWith("baseUrl|" + erp.url() + "|") && line.endsWith("test.xml:2"))
                .anyMatch(line -> line.startsWith("password|***|") && line.endsWith("erp.xml:4"))
                .anyMatch(line -> line.startsWith("query v|2|"));
        assertThat(shown.out()).doesNotContain(SECRET);

        JsonNode listed = commands.drover("connection", "list", "--json").json();
        assertThat(listed.findValuesAsText("name"))
                .containsExactly("erp", "nobody", "silent", "tokens", "trusted", "unknown", "untrusted");
        assertThat(drover.get("/api/connections/erp").body())
                .contains("\"***\"")
                .doesNotContain(SECRET);
        assertThat(drover.post("/api/connections/trusted/test", "").body())
                .contains("\"works\" : true", "\"state\" : \"OK\"");
        assertThat(drover.post("/api/connections/none/test", "").statusCode()).isEqualTo(404);
    }
}
