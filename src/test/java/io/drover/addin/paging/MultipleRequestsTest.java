package io.drover.addin.paging;

import static io.drover.addin.paging.Polled.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.drover.api.TaskOperations;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in import-data-from-multiple-requests: each answer goes to its job, all or none of them if the task says so. */
class MultipleRequestsTest {
    private static final String REQUESTS =
            """
            <requests>
                <request job="Products" name="first"><GetProducts since="{checkpoint}"/></request>
                <request job="stock" name="levels" url="%s/stock" expectedRoot="tables"><![CDATA[<GetStock/>]]></request>
                <request job="Products" name="second"><GetMore/></request>
            </requests>
            """;

    @TempDir
    private Path home;

    private Polled polled;

    @BeforeEach
    void prepare() {
        polled = new Polled(home, "import-data-from-multiple-requests")
                .withJob("Stock", "<xml/>", "Stock", "")
                .jobs("Products", "Stock");
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(Polled.list(polled.drover.files("Collecting")))
                .as("nothing is left behind")
                .isEmpty();
        polled.close();
    }

    private void answers(String stock) {
        polled.answers((exchange, number) -> answer(exchange, number, stock));
    }

    private void answer(HttpExchange exchange, int number, String stock) throws IOException {
        String request = polled.bodies().get(number - 1);
        if (exchange.getRequestURI().getPath().endsWith("/stock")) {
            ScriptedServer.respond(exchange, stock.startsWith("<tables") ? 200 : 404, "text/xml", stock);
        } else if (request.contains("GetMore")) {
            ScriptedServer.respond(exchange, 200, "text/xml", page("", "b"));
        } else {
            ScriptedServer.respond(exchange, 200, "text/xml", page("", "a"));
        }
    }

    private static String stock() {
        return page("", "s").replace("\"Product\"", "\"Stock\"");
    }

    @Test
    void eachAnswerGoesToItsJobAndThoseForOneJobAreOneDelivery() throws Exception {
        polled.task("Requests", REQUESTS.formatted(polled.erp.url()), "First checkpoint", "2000-01-01")
                .start();
        polled.drover.sql("INSERT INTO Product VALUES ('old', 'is in no answer')");
        answers(stock());

        assertThat(polled.completes()).isEqualTo("3 of 3 requests answered, 3 records");

        assertThat(polled.rows("Product")).containsExactly("a=Name a", "b=Name b");
        assertThat(polled.rows("Stock")).containsExactly("s=Name s");
        assertThat(polled.asked).containsExactly("/erp", "/erp/stock", "/erp");
        assertThat(polled.bodies()).containsExactly("<GetProducts since=\"2000-01-01\"/>", "<GetStock/>", "<GetMore/>");
        assertThat(polled.archived("Products")).containsExactly(List.of("first.xml", "second.xml"));
        assertThat(polled.drover.count("SELECT COUNT(*) FROM drover.task_checkpoint"))
                .isOne();
    }

    @Test
    void nothingIsHandedOverWhenOneFails() throws Exception {
        polled.task("Requests", REQUESTS.formatted(polled.erp.url())).start();
        answers("gone");

        assertThat(polled.fails()).contains("request 'levels' for job Stock: ", "404");

        assertThat(polled.asked).as("the rest is not asked for").hasSize(2);
        assertThat(polled.rows("Product")).isEmpty();
        assertThat(polled.drover.count("SELECT COUNT(*) FROM drover.delivery")).isZero();
    }

    @Test
    void anAnswerThatIsNoDataIsAFailureToo() throws Exception {
        polled.task("Requests", REQUESTS.formatted(polled.erp.url())).start();
        polled.answers((exchange, number) -> ScriptedServer.respond(
                exchange, 200, "text/xml", number == 3 ? "<html>Sign in</html>" : page("", "a")));

        assertThat(polled.fails()).contains("request 'second' for job Products: ", "expected <tables>, found <html>");

        assertThat(polled.drover.count("SELECT COUNT(*) FROM drover.delivery")).isZero();
    }

    @Test
    void theOthersGoOnIfTheTaskSaysSoAndTheRunFailsAtItsEnd() throws Exception {
        polled.task("Requests", REQUESTS.formatted(polled.erp.url()), "All or nothing", "false")
                .start();
        answers("gone");

        assertThat(polled.fails())
                .contains("request 'levels' for job Stock: ", "404")
                .doesNotContain("Products");

        assertThat(polled.rows("Product")).as("loaded when the run ends").containsExactly("a=Name a", "b=Name b");
        assertThat(polled.rows("Stock")).isEmpty();
        assertThat(polled.drover.count("SELECT COUNT(*) FROM drover.task_checkpoint"))
                .as("what failed is asked for again")
                .isZero();
    }

    @Test
    void aListThatIsWrongIsRefusedWhenTheTaskIsDeployed() throws Exception {
        polled.task("Requests", "<requests><request job=\"Prices\"><Get/></request></requests>")
                .start();

        assertThat(polled.drover.server().operations(TaskOperations.class).tasks())
                .isEmpty();
        assertThat(polled.health())
                .contains(
                        "request 1 is for the job 'Prices', which is none of the task's; its jobs are Products, Stock");
    }
}
