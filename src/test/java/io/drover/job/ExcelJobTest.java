package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks through whole jobs: from an inbox into tables, and from an inbox into workbooks. */
class ExcelJobTest {
    private static JobServer jobs;
    private static Path home;

    @BeforeAll
    static void start(@TempDir Path folder) {
        home = folder;
        jobs = new JobServer(new TestServer(folder)).start();
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static void define(String name, String onError, String source, String destination, String mappings) {
        jobs.drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" onError="%s">
                    <source>%s</source>
                    <destination>%s</destination>
                    %s
                </job>
                """
                        .formatted(name, onError, source, destination, mappings));
        jobs.awaitJob(name);
    }

    private static Execution drop(String job, Path file, String name, int executions) throws Exception {
        Path inbox = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Files.move(file, inbox.resolve(name));
        List<Execution> ended = jobs.awaitExecutions(job, executions);
        return ended.get(executions - 1);
    }

    /** The products and the categories of AdventureWorks as somebody keeps them in Excel. */
    private static Path productBook() throws Exception {
        Path file = home.resolve("products.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file);
                Stream<String> products = Files.lines(Path.of("Files/samples/adventureworks/Product.csv"));
                Stream<String> categories = Files.lines(Path.of("Files/samples/adventureworks/ProductCategory.csv"))) {
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("d/m/yyyy"));
            Sheet category = book.createSheet("Category ");
            header(category, "Id", "Name");
            for (String line : categories.toList()) {
                String[] values = line.split("\t", -1);
                Row row = category.createRow(category.getLastRowNum() + 1);
                row.createCell(0).setCellValue(Integer.parseInt(values[0]));
                row.createCell(1).setCellValue(values[1]);
            }
            Sheet product = book.createSheet("Product");
            header(product, "Number", "Name", "Price", "SellStart", "Active");
            for (String line : products.toList()) {
                String[] values = line.split("\t", -1);
                Row row = product.createRow(product.getLastRowNum() + 1);
                row.createCell(0).setCellValue(values[2]);
                row.createCell(1).setCellValue(values[1]);
                row.createCell(2).setCellValue(Double.parseDouble(values[9]));
                row.createCell(3).setCellValue(LocalDateTime.parse(values[20].replace(' ', 'T')));
                row.getCell(3).setCellStyle(date);
                row.createCell(4).setCellValue(values[4].equals("1"));
            }
            book.write(out);
        }
        return file;
    }

    private static void header(Sheet sheet, String... names) {
        Row row = sheet.createRow(0);
        for (int i = 0; i < names.length; i++) {
            row.createCell(i).setCellValue(names[i]);
        }
    }

    @Test
    void loadsTheSheetsOfAWorkbookThatIsDropped() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Category (Id int PRIMARY KEY, Name varchar(50))",
                "CREATE TABLE Product (Number varchar(25) PRIMARY KEY, Name varchar(50), Price numeric(12,4),"
                        + " SellStart date, Active boolean)");
        define("Book", "stop", "<excel/>", "<sql/>", "");

        Execution execution = drop("Book", productBook(), "products.xlsx", 1);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.inserted()).isEqualTo(504 + 4);
        assertThat(jobs.query("SELECT * FROM Category ORDER BY Id"))
                .containsExactly("1|Bikes", "2|Components", "3|Clothing", "4|Accessories");
        assertThat(jobs.query("SELECT * FROM Product WHERE Number = 'BK-R93R-62'"))
                .containsExactly("BK-R93R-62|Road-150 Red, 62|3578.2700|2022-05-30|TRUE");
        assertThat(jobs.filesIn("Archive/Book")).containsExactly("products.xlsx");
    }

    @Test
    void givesBackTheRowsThatAreWrongInAWorkbookToMendAndDropAgain() throws Exception {
        jobs.drover.sql("CREATE TABLE Stock (Number varchar(10) PRIMARY KEY, Quantity int)");
        define("Stock", "skip", "<excel sheet=\"Count\" table=\"Stock\"/>", "<sql/>", "");
        Path file = home.resolve("stock.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = book.createSheet("Count");
            header(sheet, "Number", "Quantity");
            for (Object[] values : new Object[][] {{"001", 5d}, {"002", "a dozen"}, {"003", null}}) {
                Row row = sheet.createRow(sheet.getLastRowNum() + 1);
                row.createCell(0).setCellValue((String) values[0]);
                if (values[1] instanceof Double number) {
                    row.createCell(1).setCellValue(number);
                } else if (values[1] instanceof String text) {
                    row.createCell(1).setCellValue(text);
                } else {
                    row.createCell(1).setCellErrorValue((byte) 0x2A);
                }
            }
            book.write(out);
        }

        Execution first = drop("Stock", file, "stock.xlsx", 1);

        assertThat(first.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(jobs.errors(first))
                .extracting(error -> error.line() + " " + error.column() + ": " + error.reason())
                .satisfiesExactly(error -> assertThat(error).startsWith("3 Quantity: "), error -> assertThat(error)
                        .startsWith("4 null: cell B4 holds the error #N/A"));
        assertThat(jobs.filesIn("Failed/Stock")).containsExactly("stock.rejects.xlsx");

        Path rejects = jobs.drover.files("Failed/Stock/stock.rejects.xlsx");
        Path mended = home.resolve("mended.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(rejects.toFile());
                OutputStream out = Files.newOutputStream(mended)) {
            Sheet sheet = book.getSheet("Count");
            assertThat(sheet.getRow(1).getCell(2).getStringCellValue()).startsWith("Quantity ");
            sheet.getRow(1).createCell(1).setCellValue("12");
            sheet.getRow(2).getCell(1).setCellValue(3);
            book.write(out);
        }
        Execution second = drop("Stock", mended, "mended.xlsx", 2);

        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Stock ORDER BY Number")).containsExactly("001|5", "002|12", "003|3");
    }

    @Test
    void refusesAFileThatIsNoWorkbookAndSaysWhatItIs() throws Exception {
        define("NoBook", "stop", "<excel/>", "<sql/>", "");

        Execution execution = drop("NoBook", Files.writeString(home.resolve("x"), "Id;Name\n1;a\n"), "list.xlsx", 1);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).isEqualTo("the file is no workbook: it begins with \"Id;Name 1;a\"");
        assertThat(jobs.filesIn("Failed/NoBook")).containsExactly("list.xlsx");
    }

    @Test
    void exportsTablesAsSheetsOfOneWorkbook() throws Exception {
        define(
                "Export",
                "stop",
                "<xml/>",
                "<excel/><output file=\"prices.xlsx\"/>",
                """
                <mapping source="Prices" destination="Price list">
                    <column source="Number" destination="Item"/>
                    <column source="Amount" destination="Price"/>
                </mapping>
                <mapping source="Shops" destination="Shops"/>""");

        Execution execution = jobs.run(
                "Export",
                tables(
                        table("Prices", item("Number", "00123", "Amount", "12.50")),
                        table("Shops", item("Id", "1", "Name", "=HYPERLINK(\"x\")")),
                        table("Prices", item("Number", "00124", "Amount", null))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        try (XSSFWorkbook book =
                new XSSFWorkbook(jobs.drover.files("Outbox/Export/prices.xlsx").toFile())) {
            assertThat(book).extracting(Sheet::getSheetName).containsExactly("Price list", "Shops");
            Sheet prices = book.getSheet("Price list");
            assertThat(prices.getRow(0).getCell(1).getStringCellValue()).isEqualTo("Price");
            assertThat(prices.getRow(1).getCell(0).getStringCellValue()).isEqualTo("00123");
            assertThat(new BigDecimal(prices.getRow(1).getCell(1).getStringCellValue()))
                    .isEqualByComparingTo("12.5");
            assertThat(prices.getRow(2).getCell(0).getStringCellValue()).isEqualTo("00124");
            assertThat(prices.getRow(2).getCell(1)).isNull();
            assertThat(book.getSheet("Shops").getRow(1).getCell(1).getCellType())
                    .isEqualTo(CellType.STRING);
        }
    }
}
