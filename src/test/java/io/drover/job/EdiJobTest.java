package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs on interchanges: the examples of docs/guide/edi.md, with its order, and what becomes of it. */
class EdiJobTest {
    private static final Pattern BLOCK = Pattern.compile("```(xml)?\n(.*?)```", Pattern.DOTALL);

    private static JobServer jobs;
    private static String order;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        Matcher guide = BLOCK.matcher(Files.readString(Path.of("docs/guide/edi.md")));
        String orders = block(guide, "<job name=\"Orders\"");
        order = block(guide, "UNA:");
        String purchaseOrders = block(guide, "<source>");
        String invoices = block(guide, "<job name=\"Invoices\"");
        String mappings = orders.substring(orders.indexOf("<mapping"), orders.indexOf("</job>"));
        TestServer server = new TestServer(home)
                .withFile(
                        "Files/Jobs/Orders.xml", orders.replace("<edi>", "<edi acknowledge=\"Edi/Acknowledgements\">"))
                .withFile("Files/Jobs/Strict.xml", orders.replace("\"Orders\" onError=\"skip\"", "\"Strict\""))
                .withFile(
                        "Files/Jobs/PurchaseOrders.xml",
                        "<job name=\"PurchaseOrders\">" + purchaseOrders + "<destination><sql/></destination>"
                                + mappings.replaceAll("<column source=\"(Buyer|BuyerVat|Note)\".*?/>", "")
                                        .replace("Ean", "Upc")
                                        .replace("destination=\"Upc\"", "destination=\"Ean\"")
                                + "</job>")
                .withFile("Files/Jobs/Invoices.xml", invoices)
                .withFile(
                        "Files/Jobs/Any.xml",
                        "<job name=\"Any\"><source><detect/></source><destination><sql/></destination>"
                                + "<mapping source=\"ORDERS\" destination=\"AnyOrders\"><column source=\"BGM02\" destination=\"Number\"/>"
                                + "<key column=\"Number\"/></mapping></job>");
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Orders (OrderNumber varchar(20) PRIMARY KEY, OrderDate date, BuyerGln varchar(13),"
                        + " BuyerVat varchar(20), Note varchar(200))",
                "CREATE TABLE OrderLines (OrderNumber varchar(20), LineNumber int, Ean varchar(14), Quantity decimal(10,2),"
                        + " Price decimal(10,2), PRIMARY KEY (OrderNumber, LineNumber))",
                "CREATE TABLE AnyOrders (Number varchar(20) PRIMARY KEY)",
                "CREATE TABLE Invoice (Number varchar(20) PRIMARY KEY, InvoiceDate date, BuyerGln varchar(13), Vat varchar(20),"
                        + " Total decimal(10,2))",
                "CREATE TABLE InvoiceLine (Number varchar(20), Line int, Ean varchar(14), Quantity decimal(10,2), Price decimal(10,2))");
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    /** The next block of the page that begins so. */
    private static String block(Matcher guide, String start) {
        while (guide.find()) {
            if (guide.group(2).startsWith(start)) {
                return guide.group(2);
            }
        }
        throw new AssertionError("docs/guide/edi.md has no block that begins with " + start);
    }

    private static Execution load(String job, String name, String content) throws Exception {
        int before = jobs.executions(job).size();
        Path inbox = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path temporary = Files.write(inbox.resolve("." + name), content.getBytes(StandardCharsets.ISO_8859_1));
        Files.move(temporary, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return jobs.awaitExecutions(job, before + 1).get(before);
    }

    private static String orderOf(String number) {
        return order.replace("PO-4711", number);
    }

    @Test
    void anOrderBecomesAHeaderAndLines() throws Exception {
        Execution execution = load("Orders", "orders.edi", order);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Orders WHERE OrderNumber = 'PO-4711'"))
                .containsExactly("PO-4711|2026-11-30|5790000000029|DK12345678|Ring the bell");
        assertThat(jobs.query("SELECT * FROM OrderLines WHERE OrderNumber = 'PO-4711' ORDER BY LineNumber"))
                .containsExactly("PO-4711|1|4000862141404|12.00|99.50", "PO-4711|2|4000862141411|3.00|1250.50");
        String acknowledgement =
                Files.readString(jobs.drover.files("Edi/Acknowledgements/CONTRL-IC1001-5790000000029.edi"));
        assertThat(acknowledgement)
                .contains("UNB+UNOC:3+5790000000012:14+5790000000029:14+")
                .contains("UCI+IC1001+5790000000029:14+5790000000012:14+7'UNT+3+1'");
    }

    @Test
    void aPurchaseOrderOfX12BecomesTheSame() throws Exception {
        Execution execution = load(
                "PurchaseOrders",
                "po.x12",
                "ISA*00*          *00*          *ZZ*CHAIN          *01*WHOLESALE      *261130*0915*U*00401*000000101*0*P*>~"
                        + "GS*PO*CHAIN*WHOLESALE*20261130*0915*11*X*004010~ST*850*0001~BEG*00*SA*X-1**20261130~"
                        + "N1*ST*Store 7*92*0007~N4*Shelbyville~PO1*1*12*EA*99.5**UP*400086214140~CTT*1~SE*7*0001~"
                        + "GE*1*11~IEA*1*000000101~");

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT OrderNumber, OrderDate FROM Orders WHERE OrderNumber = 'X-1'"))
                .containsExactly("X-1|2026-11-30");
        assertThat(jobs.query("SELECT * FROM OrderLines WHERE OrderNumber = 'X-1'"))
                .containsExactly("X-1|1|400086214140|12.00|99.50");
    }

    @Test
    void rejectedLinesAndDamagedMessagesLoadOnceMended() throws Exception {
        String good = orderOf("R-1").replace("UNZ+1+IC1001'\n", "");
        String badLine = message(orderOf("R-2")).replace("QTY+21:3'", "QTY+21:three'");
        String damaged = message(orderOf("R-3")).replace("UNT+16", "UNT+15");
        Execution first = load("Orders", "three.edi", good + badLine + damaged + "UNZ+3+IC1001'\n");

        assertThat(first.status()).as(first.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(first.rejected()).isEqualTo(2);
        assertThat(jobs.errors(first))
                .extracting(error -> error.line() + " " + error.reason())
                .containsExactlyInAnyOrder(
                        "35 the message ORDERS 1 is damaged: segment 16 (line 50): UNT says that there are '15' segments, and there are 16",
                        "29 is not a number: write digits with '.' (decimalSeparator) before the fraction and no thousands separators");
        assertThat(jobs.query(
                        "SELECT OrderNumber, LineNumber FROM OrderLines WHERE OrderNumber LIKE 'R-%' ORDER BY 1, 2"))
                .containsExactly("R-1|1", "R-1|2", "R-2|1");

        Path file = jobs.drover.files("Failed/Orders/three.rejects.edi");
        String rejects = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(rejects).contains("UNZ+2+IC1001'").doesNotContain("R-1").contains("QTY+21:three");
        Execution second = load(
                "Orders", "three.rejects.edi", rejects.replace("three", "3").replace("UNT+15", "UNT+16"));

        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query(
                        "SELECT OrderNumber, LineNumber FROM OrderLines WHERE OrderNumber LIKE 'R-%' ORDER BY 1, 2"))
                .containsExactly("R-1|1", "R-1|2", "R-2|1", "R-2|2", "R-3|1", "R-3|2");
    }

    /** Without what encloses it. */
    private static String message(String interchange) {
        return interchange.substring(interchange.indexOf("UNH"), interchange.indexOf("UNZ"));
    }

    @Test
    void aFileThatIsBrokenOffOrMiscountedLoadsNothing() throws Exception {
        String content = orderOf("B-1");
        Execution broken = load("Strict", "broken.edi", content.substring(0, content.indexOf("UNT+")));
        assertThat(broken.status()).isEqualTo(Status.Failed);
        assertThat(broken.message()).contains("the file ends before the interchange is complete");

        Execution miscounted = load("Strict", "miscounted.edi", content.replace("UNZ+1", "UNZ+2"));
        assertThat(miscounted.status()).isEqualTo(Status.Failed);
        assertThat(miscounted.message()).contains("line 19: UNZ says that there are '2' messages, and there are 1");
        assertThat(jobs.query("SELECT * FROM Orders WHERE OrderNumber = 'B-1'")).isEmpty();
    }

    @Test
    void anInterchangeIsDetected() throws Exception {
        Execution execution = load("Any", "something.dat", orderOf("D-1"));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.message()).contains("detected edi");
        assertThat(jobs.query("SELECT * FROM AnyOrders")).containsExactly("D-1");
    }

    @Test
    void invoicesAreWrittenAsMessagesToEachRecipient() throws Exception {
        jobs.drover.sql(
                "INSERT INTO Invoice VALUES ('I-1', DATE '2026-11-30', '5790000000029', 'DK1', 4944.5),"
                        + " ('I-2', DATE '2026-12-01', '5790000000036', NULL, 10)",
                "INSERT INTO InvoiceLine VALUES ('I-1', 1, '4000862141404', 12, 99.5), ('I-1', 2, '4000862141411', 3, 1250.5),"
                        + " ('I-2', 1, NULL, 1, 10)");
        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("Invoices", null, null)
                .get(0);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        String name = jobs.filesIn("Outbox/Invoices").get(0);
        String written = Files.readString(jobs.drover.files("Outbox/Invoices/" + name));
        assertThat(name).matches("INVOIC-\\d{8}-\\d{9}\\.edi");
        assertThat(written.replace("\r\n", "\n")
                        .replaceAll("\\+\\d{6}:\\d{4}\\+\\d{9}'", "+TODAY'")
                        .replaceAll("UNZ\\+1\\+\\d{9}", "UNZ+1+N"))
                .isEqualTo(
                        """
                        UNA:+.? '
                        UNB+UNOC:3+5790000000012:14+5790000000029:14+TODAY'
                        UNH+1+INVOIC:D:96A:UN:EAN008'
                        BGM+380+I-1'
                        DTM+137:20261130:102'
                        NAD+BY'
                        RFF+VA:DK1'
                        LIN+1++4000862141404:EN'
                        QTY+47:12.00'
                        PRI+AAA:99.50'
                        LIN+2++4000862141411:EN'
                        QTY+47:3.00'
                        PRI+AAA:1250.50'
                        UNS+S'
                        MOA+86:4944.50'
                        UNT+14+1'
                        UNZ+1+N'
                        UNA:+.? '
                        UNB+UNOC:3+5790000000012:14+5790000000036:14+TODAY'
                        UNH+1+INVOIC:D:96A:UN:EAN008'
                        BGM+380+I-2'
                        DTM+137:20261201:102'
                        LIN+1'
                        QTY+47:1.00'
                        PRI+AAA:10.00'
                        UNS+S'
                        MOA+86:10.00'
                        UNT+9+1'
                        UNZ+1+N'
                        """);
    }

    @Test
    void aFileIsEnoughForADraft() throws Exception {
        Path file = Files.writeString(Files.createTempFile(jobs.drover.home(), "draft", ".edi"), orderOf("N-1"));
        jobs.drover.sql("CREATE TABLE LIN (\"LIN01\" int, \"LIN03\" varchar(14), \"ParentRowId\" int)");
        String draft = jobs.drover
                .server()
                .operations(JobOperations.class)
                .draft(file, "orders.edi", "drover", "Drafted", false);

        assertThat(draft)
                .contains("<edi/>")
                .contains("<mapping source=\"LIN\" destination=\"LIN\">")
                .contains("<column source=\"LIN03\" destination=\"LIN03\"/>")
                .contains("QTY[21]01.2 of the file is not mapped");
    }
}
