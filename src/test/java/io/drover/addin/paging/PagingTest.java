package io.drover.addin.paging;

import static io.drover.addin.paging.Polled.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The add-in import-data-with-paging: pages of a remote system are one delivery, or nothing of them is loaded. */
class PagingTest {
    private static final String XML = "text/xml; charset=utf-8";
    private static final String JSON = "application/json";

    @TempDir
    private Path home;

    private Polled polled;

    @BeforeEach
    void prepare() {
        polled = new Polled(home, "import-data-with-paging");
    }

    @AfterEach
    void stop() throws Exception {
        if (polled.drover.server() != null) {
            assertThat(Polled.list(polled.drover.files("Collecting")))
                    .as("nothing is left behind")
                    .isEmpty();
        }
        polled.close();
    }

    @Test
    void allPagesAreOneDeliveryAndWhatNoneOfThemHasIsRemoved() throws Exception {
        polled.task(
                        "Request XML",
                        "<GetEcomData page=\"{page}\" size=\"{pageSize}\" first=\"{firstItem}\"/>",
                        "Page size",
                        "2")
                .start();
        polled.drover.sql("INSERT INTO Product VALUES ('old', 'is in no page'), ('c', 'is in the last')");
        polled.answersInTurn(
                XML,
                page("ExportIsDone=\"false\"", "a", "b"),
                page("ExportIsDone=\"False\"", "c", "d"),
                page("ExportIsDone=\"true\"", "e"));

        assertThat(polled.completes()).isEqualTo("3 pages, 5 records");

        assertThat(polled.rows("Product")).containsExactly("a=Name a", "b=Name b", "c=Name c", "d=Name d", "e=Name e");
        assertThat(polled.bodies())
                .containsExactly(
                        "<GetEcomData page=\"1\" size=\"2\" first=\"0\"/>",
                        "<GetEcomData page=\"2\" size=\"2\" first=\"2\"/>",
                        "<GetEcomData page=\"3\" size=\"2\" first=\"4\"/>");
        assertThat(polled.archived("Products"))
                .containsExactly(List.of("page-000001.xml", "page-000002.xml", "page-000003.xml"));
    }

    @Test
    void eachJobOfTheTaskGetsAllPages() throws Exception {
        polled.withJob("Copies", "<xml/>", "<mapping source=\"Product\" destination=\"Stock\"/>")
                .jobs("Products", "Copies")
                .task()
                .start();
        polled.answersInTurn(XML, page("ExportIsDone=\"false\"", "a"), page("ExportIsDone=\"true\"", "b"));

        polled.completes();

        assertThat(polled.rows("Product")).containsExactly("a=Name a", "b=Name b");
        assertThat(polled.rows("Stock")).containsExactly("a=Name a", "b=Name b");
        assertThat(polled.archived("Copies")).containsExactly(List.of("page-000001.xml", "page-000002.xml"));
    }

    @Test
    void aPageThatFailsLeavesTheTablesAsTheyAreAndNothingInTheInbox() throws Exception {
        polled.task().start();
        polled.answersInTurn(XML, page("", "kept"));
        polled.completes();
        polled.answersInTurn(XML, page("ExportIsDone=\"false\"", "a"), page("ExportIsDone=\"false\"", "b"));

        assertThat(polled.fails()).contains(polled.erp.url(), "page 3: ", "404");

        assertThat(polled.rows("Product")).containsExactly("kept=Name kept");
        assertThat(polled.deliveries("Inbox/Products")).isEmpty();
        assertThat(polled.archived("Products")).hasSize(1);
        assertThat(polled.drover.count("SELECT COUNT(*) FROM drover.delivery")).isOne();
    }

    @Test
    void aPageThatIsNoDataFailsTheRunAndIsQuoted() throws Exception {
        polled.task().start();
        polled.answersInTurn(XML, page("ExportIsDone=\"false\"", "a"), "<html>Sign in</html>");

        assertThat(polled.fails()).contains("page 2: ", "expected <tables>, found <html>");

        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aPageThatIsCutOffFailsTheRun() throws Exception {
        polled.task().start();
        polled.answersInTurn(
                XML, page("ExportIsDone=\"false\"", "a"), page("", "b").replace("</table></tables>", ""));

        assertThat(polled.fails()).contains("page 2: ");

        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aRemoteSystemThatRepeatsAPageIsStopped() throws Exception {
        polled.task().start();
        polled.answers((exchange, number) -> ScriptedServer.respond(
                exchange, 200, XML, page("ExportIsDone=\"false\" sent=\"" + number + "\"", number == 1 ? "a" : "b")));

        assertThat(polled.fails()).contains("page 3: it has the same records as page 2 of this run");

        assertThat(polled.asked).hasSize(3);
        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aRemoteSystemThatDoesNotEndIsStopped() throws Exception {
        polled.task("Page limit", "20").start();
        polled.answers((exchange, number) ->
                ScriptedServer.respond(exchange, 200, XML, page("ExportIsDone=\"false\"", "p" + number)));

        assertThat(polled.fails()).contains("has sent 20 pages and goes on: pageLimit allows no more");

        assertThat(polled.asked).hasSize(20);
        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void pagesThatTakeTooLongTogetherAreStopped() throws Exception {
        polled.task("Total time limit", "1ms").start();
        polled.answers((exchange, number) ->
                ScriptedServer.respond(exchange, 200, XML, page("ExportIsDone=\"false\"", "p" + number)));

        assertThat(polled.fails()).contains("time was up", "totalTimeLimit");

        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aPageOfFewerRecordsCanBeTheLast() throws Exception {
        polled.task("Pages end", "shortPage", "Page size", "2").start();
        polled.answersInTurn(XML, page("", "a", "b"), page("", "c"));

        assertThat(polled.completes()).isEqualTo("2 pages, 3 records");
    }

    @Test
    void anEmptyPageCanBeTheLast() throws Exception {
        polled.task(
                        "Pages end",
                        "emptyPage",
                        "First page",
                        "0",
                        "Web service URL",
                        polled.erp.url() + "?p={page}&m={modifier}",
                        "Custom modifier",
                        "a&b")
                .start();
        polled.answersInTurn(XML, page("", "a"), page("", "b"), page(""));

        assertThat(polled.completes()).isEqualTo("3 pages, 2 records");

        assertThat(polled.asked).containsExactly("/erp?p=0&m=a%26b", "/erp?p=1&m=a%26b", "/erp?p=2&m=a%26b");
        assertThat(polled.rows("Product")).containsExactly("a=Name a", "b=Name b");
    }

    @Test
    void anAnswerThatDoesNotSayWhetherItIsDoneIsTheLastUnlessTheTaskSaysOtherwise() throws Exception {
        polled.task("Missing done is last", "false").start();
        polled.answersInTurn(XML, page("", "a"), page("", "b"), page("ExportIsDone=\"true\"", "c"));
        assertThat(polled.completes()).isEqualTo("3 pages, 3 records");
    }

    @Test
    void withoutPagingOneAnswerIsAll() throws Exception {
        polled.task("Enable paging", "false").start();
        polled.answersInTurn(XML, page("ExportIsDone=\"false\"", "a"));

        assertThat(polled.completes()).isEqualTo("1 page, 1 record");
        assertThat(polled.rows("Product")).containsExactly("a=Name a");
    }

    @Test
    void aLinkToTheNextPageIsFollowedInXmlAndInJson() throws Exception {
        polled.withJob("Products", "<json records=\"data.items\" table=\"Product\"/>", "Product", "")
                .task(
                        "Answer format",
                        "json",
                        "Records",
                        "data.items",
                        "Pages end",
                        "nextLink",
                        "Next link",
                        "paging.next")
                .start();
        polled.answersInTurn(
                JSON,
                "{\"data\":{\"items\":[{\"Id\":\"a\",\"Name\":\"A\"}]},\"paging\":{\"next\":\"/erp/2?x=%26\"}}",
                "{\"data\":{\"items\":[{\"Id\":\"b\",\"Name\":\"B\"}]},\"paging\":{\"next\":\"" + polled.erp.url()
                        + "/3\"}}",
                "{\"data\":{\"items\":[]},\"paging\":{\"next\":null}}");

        polled.completes();

        assertThat(polled.asked).containsExactly("/erp", "/erp/2?x=%26", "/erp/3");
        assertThat(polled.rows("Product")).containsExactly("a=A", "b=B");
    }

    /** What is taken for "there is no more" loads the first page as if it were all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"href\":\"/erp/2\"} | is no address but an object: name the member of it that has the address, such as next.href",
                "[\"/erp/2\"]           | is no address but an array",
                "2                        | is no address but the number 2: ask by the number of the page, with {page}",
                "true                     | is no address but true"
            })
    void aLinkThatIsNoAddressIsNotTakenForTheEnd(String link, String said) throws Exception {
        polled.withJob("Products", "<json records=\"items\" table=\"Product\"/>", "Product", "")
                .task("Answer format", "json", "Records", "items", "Pages end", "nextLink", "Next link", "next")
                .start();
        polled.answersInTurn(JSON, "{\"items\":[{\"Id\":\"a\",\"Name\":\"A\"}],\"next\":" + link + "}");

        assertThat(polled.fails()).contains("page 1: ", "the link to the next page, next, " + said);
        assertThat(polled.rows("Product")).isEmpty();
    }

    @Test
    void aLinkInAnAttributeOfAnElementIsNotTakenForTheEnd() throws Exception {
        polled.task("Pages end", "nextLink", "Next link", "next").start();
        polled.answersInTurn(XML, page("", "a").replace("</tables>", "<next href=\"/erp/2\"/></tables>"));

        assertThat(polled.fails()).contains("the link to the next page, <next>, has its address in the attribute href");
        assertThat(polled.rows("Product")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "false"})
    void aLinkThatSaysThatThereIsNoneIsTheEnd(String link) throws Exception {
        polled.withJob("Products", "<json records=\"items\" table=\"Product\"/>", "Product", "")
                .task("Answer format", "json", "Records", "items", "Pages end", "nextLink", "Next link", "next")
                .start();
        polled.answersInTurn(JSON, "{\"items\":[{\"Id\":\"a\",\"Name\":\"A\"}],\"next\":" + link + "}");

        polled.completes();

        assertThat(polled.asked).containsExactly("/erp");
        assertThat(polled.rows("Product")).containsExactly("a=A");
    }

    @Test
    void aLinkToAnotherServerIsNotFollowed() throws Exception {
        try (ScriptedServer other = new ScriptedServer()) {
            polled.task("Pages end", "nextLink", "Next link", "next").start();
            polled.answersInTurn(XML, page("next=\"" + other.url() + "\"", "a"));

            assertThat(polled.fails())
                    .contains("page 1: its link to the next page leads to "
                            + other.url().replace("/erp", ""));

            assertThat(other.requests()).isEmpty();
            assertThat(polled.rows("Product")).isEmpty();
        }
    }

    @Test
    void aBatchIdIsRepeatedAndCannotBeTakenForXml() throws Exception {
        polled.task("Request XML", "<Get batchId=\"{batchId}\">{unknown}</Get>").start();
        polled.answersInTurn(
                XML,
                page("ExportIsDone=\"false\" batchId=\"&lt;7&quot;{page}\"", "a"),
                page("ExportIsDone=\"true\"", "b"));

        polled.completes();

        assertThat(polled.bodies())
                .containsExactly(
                        "<Get batchId=\"\">{unknown}</Get>", "<Get batchId=\"&lt;7&quot;{page}\">{unknown}</Get>");
    }

    @Test
    void whatACrashLeftIsRemovedByTheNextRun() throws Exception {
        polled.task().start();
        Path left = Files.createDirectories(polled.drover.files("Collecting/Poll/run-7/pages"));
        Files.writeString(left.resolve("page-000001.xml"), page("", "half"));
        polled.answersInTurn(XML, page("", "a"));

        polled.completes();

        assertThat(left).doesNotExist();
        assertThat(polled.rows("Product")).containsExactly("a=Name a");
    }
}
