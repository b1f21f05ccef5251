package io.drover.addin.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The add-in import-odata against a remote system that pages as OData services do. */
class ODataImportTest {
    private static final String SOURCE = "<json records=\"value\" table=\"Product\"/>";
    private static final String COLUMNS =
            """
            <mapping source="Product" destination="Product" automatic="false">
                <column source="number" destination="Id"/>
                <column source="name" destination="Name"/>
            </mapping>
            """;

    @TempDir
    private Path home;

    private Polled polled;
    private int failAt;
    private int pages = 3;

    @BeforeEach
    void prepare() {
        polled = new Polled(home, "import-odata").withJob("Products", SOURCE, COLUMNS);
    }

    @AfterEach
    void stop() {
        polled.close();
    }

    /** Pages of two entities, p1 to p6; skiptoken says how many have been sent. */
    private void serve() {
        polled.answers((exchange, number) -> answer(exchange));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = decoded(exchange.getRequestURI().getRawQuery());
        if (query.contains("$top=1")) {
            respond(exchange, "{\"value\":[" + entity(1) + "]}");
            return;
        }
        int page =
                query.contains("skiptoken=") ? Integer.parseInt(query.replaceFirst(".*skiptoken=(\\d+).*", "$1")) : 1;
        if (page == failAt) {
            ScriptedServer.respond(exchange, 500, "text/plain", "no database");
            return;
        }
        String entities =
                IntStream.of(2 * page - 1, 2 * page).mapToObj(this::entity).collect(Collectors.joining(","));
        String link =
                page == pages ? "" : ",\"@odata.nextLink\":\"" + polled.erp.url() + "?skiptoken=" + (page + 1) + "\"";
        respond(exchange, "{\"@odata.context\":\"$metadata#items\",\"value\":[" + entities + "]" + link + "}");
    }

    private String entity(int number) {
        return """
                {"@odata.etag":"W/1","number":"p%d","name":"Name %d","blocked":false,"price":%d.5,"kind":"Goods",
                "lastModifiedDateTime":"2026-11-20T10:00:00Z","Last_Date":"2026-11-20"}
                """
                .formatted(number, number, number);
    }

    private static void respond(HttpExchange exchange, String json) throws IOException {
        ScriptedServer.respond(exchange, 200, "application/json;odata.metadata=minimal", json);
    }

    private static String decoded(String text) {
        return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private List<String> asked() {
        return polled.asked.stream().map(ODataImportTest::decoded).toList();
    }

    @Test
    void allEntitiesComeByTheirLinksAsOneDelivery() throws Exception {
        polled.task().start();
        serve();

        assertThat(polled.completes()).isEqualTo("3 pages, 6 records");

        assertThat(asked()).containsExactly("/erp?$select=number,name", "/erp?skiptoken=2", "/erp?skiptoken=3");
        assertThat(polled.rows("Product"))
                .containsExactly("p1=Name 1", "p2=Name 2", "p3=Name 3", "p4=Name 4", "p5=Name 5", "p6=Name 6");
        assertThat(polled.archived("Products")).hasSize(1);
        assertThat(polled.erp.requests().get(0).headers())
                .containsEntry("prefer", "odata.maxpagesize=5000")
                .containsEntry("accept", "application/json");
    }

    /** Versions 2 and 3 wrap pages into d, version 1 has the array in it, version 3 writes links without @. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"d\":{\"results\":[ENTITY],\"__next\":\"LINK\"}} | {\"d\":{\"results\":[ENTITY]}}",
                "{\"d\":{\"__count\":\"2\",\"results\":[ENTITY],\"__next\":\"LINK\"}} | {\"d\":[ENTITY]}",
                "{\"odata.metadata\":\"m\",\"value\":[ENTITY],\"odata.nextLink\":\"LINK\"} | {\"value\":[ENTITY]}",
            })
    void pagesOfOlderVersionsAreReadAlike(String first, String second) throws Exception {
        polled.task().start();
        polled.answers((exchange, number) -> respond(
                exchange,
                (number == 1 ? first : second)
                        .replace(
                                "ENTITY",
                                "{\"__metadata\":{\"uri\":\"x\"},\"number\":\"p" + number
                                        + "\",\"name\":\"/Date(1617235200000)/\",\"price\":1.10}")
                        .replace("LINK", polled.erp.url() + "?skiptoken=2")));

        assertThat(polled.completes()).isEqualTo("2 pages, 2 records");

        String name = first.contains("\"d\"") ? "2021-04-01T00:00" : "/Date(1617235200000)/";
        String last = second.contains("\"d\"") ? "2021-04-01T00:00" : "/Date(1617235200000)/";
        assertThat(polled.rows("Product")).containsExactly("p1=" + name, "p2=" + last);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"value\":[{\"number\":\"p1\"}{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"The field No. is wrong\"}}"
                        + " | the service broke off with an error: Application_DialogException: The field No. is wrong",
                "200 | {\"value\":[{\"number\":\"p1\"}],\"error\":{\"code\":\"E\",\"message\":{\"lang\":\"en\",\"value\":\"Late\"}}}"
                        + " | the service broke off with an error: E: Late",
                "200 | {\"d\":{\"results\":[{\"number\":\"p1\"}]}}{\"odata.error\":{\"code\":\"\",\"message\":\"After all\"}}"
                        + " | the service broke off with an error: After all",
                "400 | {\"error\":{\"code\":\"005056A5\",\"message\":{\"lang\":\"en\",\"value\":\"Resource not found for the segment Items\"}}}"
                        + " | answered 400 Bad Request: 005056A5: Resource not found for the segment Items",
            })
    void anErrorIsSaidInTheWordsOfTheService(int status, String answer, String said) throws Exception {
        polled.task().start();
        polled.answers((exchange, number) -> ScriptedServer.respond(exchange, status, "application/json", answer));

        assertThat(polled.fails()).contains(said);
        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aDeltaAsksForWhatHasChangedSinceTheLastLoad() throws Exception {
        polled.task("Mode", "delta", "Web service URL", polled.erp.url() + "?$filter=price%20gt%201")
                .start();
        serve();

        polled.completes();
        String checkpoint = polled.drover
                .rows("SELECT point FROM drover.task_checkpoint")
                .get(0)
                .get(0);
        polled.completes();

        assertThat(asked().get(1))
                .as("the first import is of all")
                .isEqualTo("/erp?$filter=price gt 1&$select=number,name");
        assertThat(asked().get(5))
                .isEqualTo("/erp?$filter=(price gt 1) and (lastModifiedDateTime gt " + checkpoint
                        + ")&$select=number,name");
    }

    @Test
    void aDateIsComparedByDays() throws Exception {
        polled.task("Mode", "delta", "Delta column", "last_date").start();
        serve();
        polled.drover.sql(
                "INSERT INTO drover.task_checkpoint VALUES ('Poll', 'data', '2026-11-20T10:00:00Z', CURRENT_TIMESTAMP)");

        polled.completes();

        assertThat(asked().get(1)).contains("$filter=Last_Date ge 2026-11-19");
    }

    @Test
    void aDeltaNeedsAColumnThatSaysWhatHasChanged() throws Exception {
        polled.task("Mode", "delta", "Delta column", "changed").start();
        serve();

        assertThat(polled.fails()).contains("no property changed", "deltaColumn", "lastModifiedDateTime");
    }

    @Test
    void aDeltaDoesNotServeAJobThatRemovesWhatIsMissing() throws Exception {
        polled.withJob("Products", SOURCE, COLUMNS.replace("automatic=", "removeMissing=\"true\" automatic="))
                .task("Mode", "delta")
                .start();
        serve();

        assertThat(polled.fails()).contains("mode delta brings only what has changed", "Product");
        assertThat(polled.asked).isEmpty();
    }

    @Test
    void conditionsAreAFilterAsFarAsODataDecidesThemAlike() throws Exception {
        polled.withJob(
                        "Products",
                        SOURCE,
                        COLUMNS.replace(
                                "</mapping>",
                                """
                                <condition column="price" operator="greaterThan" value="2"/>
                                <condition column="blocked" operator="equal" value="false"/>
                                <condition column="kind" operator="notEqual" value="service"/>
                                <condition column="kind" operator="startsWith" value="Go'"/>
                                </mapping>
                                """))
                .task()
                .start();
        serve();

        polled.completes();

        assertThat(asked().get(1))
                .isEqualTo("/erp?$filter=(price gt 2 and blocked eq false and startswith(kind,'Go'''))"
                        + "&$select=number,name,price,blocked,kind");
        assertThat(polled.rows("Product"))
                .as("the job looks at its conditions itself")
                .isEmpty();
    }

    @Test
    void anImportThatStoppedInTheMiddleGoesOnFromThere() throws Exception {
        polled.task().start();
        serve();
        failAt = 3;
        assertThat(polled.fails()).contains("page 3: ");
        assertThat(polled.rows("Product")).isEmpty();
        failAt = 0;
        polled.asked.clear();

        assertThat(polled.completes()).isEqualTo("3 pages, 6 records, of them 2 pages of the run before");

        assertThat(asked()).containsExactly("/erp?skiptoken=3");
        assertThat(polled.rows("Product")).hasSize(6);
        assertThat(polled.drover.files("Collecting")).isEmptyDirectory();
    }

    @Test
    void anImportThatAKilledServerBeganGoesOnToo() throws Exception {
        polled.task().start();
        serve();
        failAt = 3;
        polled.fails();
        Path left = Polled.list(polled.drover.files("Collecting/Poll")).get(0);
        Files.writeString(left.resolve("pages/page-000003.json"), "{\"value\":[{\"numb");
        failAt = 0;
        polled.drover.close();
        polled.drover.start();

        assertThat(polled.completes()).contains("of them 2 pages of the run before");

        assertThat(polled.rows("Product")).hasSize(6);
    }

    @Test
    void anImportThatStoppedTooLongAgoBeginsAnew() throws Exception {
        polled.task("Resume within", "0s").start();
        serve();
        failAt = 2;
        polled.fails();
        failAt = 0;
        polled.asked.clear();

        assertThat(polled.completes()).isEqualTo("3 pages, 6 records");

        assertThat(asked()).hasSize(3);
        assertThat(polled.archived("Products"))
                .containsExactly(List.of("page-000001.json", "page-000002.json", "page-000003.json"));
    }

    @Test
    void anImportBeginsAnewWhenTheServiceDoesNotKnowTheLinkAnyMore() throws Exception {
        polled.task().start();
        serve();
        failAt = 2;
        polled.fails();
        polled.answers(
                (exchange, number) -> ScriptedServer.respond(exchange, 410, "text/plain", "the link has expired"));
        assertThat(polled.fails()).contains("page 2: ", "410");
        failAt = 0;
        serve();

        assertThat(polled.completes()).isEqualTo("3 pages, 6 records");
    }

    @Test
    void aServiceWhoseLinksLeadInACircleIsStopped() throws Exception {
        polled.task().start();
        polled.answers((exchange, number) -> respond(
                exchange,
                "{\"value\":[" + entity(number) + "],\"@odata.nextLink\":\"?skiptoken=" + (number % 2) + "\"}"));

        assertThat(polled.fails()).contains("page 3: its link to the next page has been followed in this run already");

        assertThat(asked()).containsExactly("/erp?$select=number,name", "/erp?skiptoken=1", "/erp?skiptoken=0");
        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aLinkToAnotherServerIsNotFollowed() throws Exception {
        polled.task().start();
        polled.answers((exchange, number) ->
                respond(exchange, "{\"value\":[],\"@odata.nextLink\":\"http://example.invalid/items\"}"));

        assertThat(polled.fails()).contains("leads to http://example.invalid:80");
    }

    @Test
    void anAnswerThatIsNoODataIsAnError() throws Exception {
        polled.task().start();
        polled.answersInTurn("application/json", "{\"message\":\"no licence\",\"code\":\"L7\"}");

        assertThat(polled.fails()).contains("page 1: the answer has no array of records 'value'", "code=L7");
    }

    /** Some services of version 2 and 3 have no JSON, or only for $format=json. */
    @ParameterizedTest
    @CsvSource({"full, the service sent Atom", "delta, the service sent Atom", "full, the service sent XML"})
    void aServiceThatSpeaksXmlIsNamedWithWhatToDo(String mode, String said) throws Exception {
        polled.task("Mode", mode, "Delta column", "lastModifiedDateTime").start();
        polled.answersInTurn(
                "application/atom+xml",
                said.endsWith("Atom")
                        ? "\uFEFF<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry/></feed>"
                        : "<Products/>");

        assertThat(polled.fails())
                .contains(said, "add $format=json to its address", "records=\"/feed/entry\"")
                .doesNotContain("Unexpected character");
    }
}
