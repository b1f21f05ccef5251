package io.drover.provider.excel;

import static io.drover.provider.excel.Workbooks.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no workbook, or a bad one: each is refused with what it is and what to do. */
class BadWorkbookTest {
    private static final String ROW = "<row r='1'><c r='A1' t='str'><v>Id</v></c></row>";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("book.xlsx");
    }

    private void assertRefused(String... message) {
        assertThatThrownBy(() -> records(file))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(message);
    }

    private void zip(Map<String, String> parts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void refusesFilesOfOtherKinds() throws Exception {
        Files.write(file, new byte[0]);
        assertRefused("the file is empty");
        Files.writeString(file, "Id;Name\r\n1;x\r\n");
        assertRefused("the file is no workbook: it begins with \"Id;Name 1;x\"");
        zip(Map.of("a.txt", "a"));
        assertRefused("a zip file of something else");
        zip(Map.of("Manifest.xml", "<a/>"));
        assertRefused("it is a data package; use <package>");
        zip(Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet"));
        assertRefused("OpenDocument", "save it as Excel workbook (.xlsx)");
    }

    @Test
    void refusesTheOldFormat() throws Exception {
        try (HSSFWorkbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            book.createSheet("T");
            book.write(out);
        }
        assertRefused("old binary format of Excel (.xls)", "save it as Excel workbook (.xlsx)");
    }

    @Test
    void refusesWorkbooksWithAPassword() throws Exception {
        try (POIFSFileSystem encrypted = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream content = encryptor.getDataStream(encrypted)) {
                content.write(
                        Files.readAllBytes(new RawWorkbook().sheet("T", ROW).write(file)));
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                encrypted.writeFilesystem(out);
            }
        }
        assertRefused("protected with a password", "save it without one");
    }

    @Test
    void tellsAFileThatIsCutOffFromABadOne() throws Exception {
        byte[] whole = Files.readAllBytes(new RawWorkbook().sheet("T", ROW).write(file));
        Files.write(file, Arrays.copyOf(whole, whole.length - 40));
        assertThatThrownBy(() -> records(file))
                .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.truncated())
                        .as("it may still be arriving")
                        .isTrue())
                .hasMessageContaining("the workbook, the zip has no directory at its end: it was cut off");
    }

    @Test
    void refusesDamagedParts() throws Exception {
        new RawWorkbook()
                .sheet("T", ROW)
                .part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>")
                .write(file);
        assertRefused("the part xl/worksheets/sheet1.xml is not well-formed XML");
        new RawWorkbook()
                .sheet("T", ROW)
                .part("xl/_rels/workbook.xml.rels", "<Relationships/>")
                .write(file);
        assertRefused("it does not say where the sheet T stands");
    }

    @Test
    void doesNotFollowDoctypesAndEntities() throws Exception {
        new RawWorkbook()
                .sheet("T", ROW)
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData><row><c t='str'>"
                                + "<v>&e;</v></c></row></sheetData></worksheet>")
                .write(file);
        assertRefused("a DOCTYPE, which is not allowed");
    }

    @Test
    void stopsAPartThatInflatesWithoutEnd() throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            new RawWorkbook().sheet("T", ROW).write(folder.resolve("good.xlsx"));
            for (String part : new String[] {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
                zip.putNextEntry(new ZipEntry(part));
                try (java.util.zip.ZipFile good =
                        new java.util.zip.ZipFile(folder.resolve("good.xlsx").toFile())) {
                    good.getInputStream(good.getEntry(part)).transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
            byte[] rows = "<row/>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                zip.write(rows);
            }
        }
        assertThat(Files.size(file)).isLessThan(2_000_000);
        assertRefused("becomes more than 250 times as large");
    }

    @Test
    void stopsATextOfManyMegabytes() throws Exception {
        new RawWorkbook()
                .sheet("T", "<row><c t='str'><v>" + "x".repeat(17_000_000) + "</v></c></row>")
                .write(file);
        assertRefused("a tag or text has more than 16 MB");
    }

    // ---- What would be kept to the end of the run is counted before it is kept
    // ------------------------------------------------------------------------------------------

    private static final String TEN_MEGABYTES = "<si><t>" + "x".repeat(10_000_000) + "</t></si>";

    /** A shared string of 10 MB as the name of twenty columns took 400 MB, from a file of 11 KB. */
    @Test
    void refusesNamesOfColumnsOfManyMegabytes() throws Exception {
        new RawWorkbook()
                .strings(TEN_MEGABYTES)
                .sheet("T", "<row r='1'><c t='s'><v>0</v></c></row>")
                .write(file);
        assertRefused("the sheet has a column whose name is longer than 10000 characters: it begins with 'xxxxx");
    }

    @Test
    void refusesNamesOfColumnsThatAreLargeTogether() throws Exception {
        new RawWorkbook()
                .strings("<si><t>" + "x".repeat(9_000) + "</t></si>")
                .sheet("T", "<row r='1'>" + "<c t='s'><v>0</v></c>".repeat(200) + "</row>")
                .write(file);
        assertRefused("the names of the columns of the sheet have more than 1000000 characters together");
    }

    /** 16,384 cells of one shared string of 10 MB are a row of 160 GB. */
    @Test
    void refusesARowThatRefersToALargeTextVeryOften() throws Exception {
        new RawWorkbook()
                .strings("<si><t>Id</t></si>" + TEN_MEGABYTES)
                .sheet(
                        "T",
                        "<row r='1'>" + "<c t='s'><v>0</v></c>".repeat(3) + "</row><row r='2'>"
                                + "<c t='s'><v>1</v></c>".repeat(16_384) + "</row>")
                .write(file);
        assertRefused("has more than 16 million characters in row 2");
    }

    @Test
    void refusesASharedStringThatIsJoinedFromManyLargePieces() throws Exception {
        new RawWorkbook()
                .strings("<si>" + ("<r><t>" + "x".repeat(1_000_000) + "</t></r>").repeat(20) + "</si>")
                .sheet("T", "<row><c t='s'><v>0</v></c></row>")
                .write(file);
        assertRefused("has a text of more than 16 million characters");
    }

    /** Millions of them, each short, fill the memory as well. */
    @Test
    void refusesMoreNumberFormatsAndStylesThanExcelCanHave() throws Exception {
        StringBuilder formats = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            formats.append("<numFmt numFmtId='").append(i).append("' formatCode='0'/>");
        }
        RawWorkbook book = new RawWorkbook().sheet("T", ROW).styles("0");
        book.part("xl/styles.xml", "<styleSheet><numFmts>" + formats + "</numFmts></styleSheet>")
                .write(file);
        assertRefused("has more than 65536 number formats");

        book.part(
                        "xl/styles.xml",
                        "<styleSheet><cellXfs>" + "<xf numFmtId='1'/>".repeat(70_000) + "</cellXfs></styleSheet>")
                .write(file);
        assertRefused("has more than 65536 styles of cells");
    }

    @Test
    void refusesNamesAndRelationshipsThatNoWorkbookHas() throws Exception {
        String giant = "x".repeat(100_000);
        new RawWorkbook().sheet(giant, ROW).write(file);
        assertRefused("has an attribute name of more than 4000 characters");

        new RawWorkbook()
                .sheet("T", ROW)
                .part("xl/worksheets/sheet1.xml", "<worksheet><" + giant + "/></worksheet>")
                .write(file);
        assertRefused("has a name of more than 1000 characters");

        StringBuilder relationships = new StringBuilder();
        for (int i = 0; i < 10_100; i++) {
            relationships.append("<Relationship Id='").append(i).append("' Type='t' Target='x'/>");
        }
        new RawWorkbook()
                .sheet("T", ROW)
                .part("xl/_rels/workbook.xml.rels", "<Relationships>" + relationships + "</Relationships>")
                .write(file);
        assertRefused("has more than 10000 relationships");
    }

    /** Pages of shared strings end by bytes too: large ones and small ones are found again in any order. */
    @Test
    void findsSharedStringsOfAllSizes() throws Exception {
        StringBuilder strings = new StringBuilder();
        StringBuilder rows = new StringBuilder(ROW);
        for (int i = 0; i < 300; i++) {
            strings.append("<si><t>").append(sized(i)).append("</t></si>");
            rows.append("<row><c t='s'><v>").append((i * 7) % 300).append("</v></c></row>");
        }
        new RawWorkbook()
                .strings(strings.toString())
                .sheet("T", rows.toString())
                .write(file);
        assertThat(records(file)).hasSize(300).satisfies(all -> {
            for (int i = 0; i < 300; i++) {
                assertThat(all.get(i).toString()).contains(sized((i * 7) % 300));
            }
        });
    }

    private static String sized(int number) {
        return "[" + number + "]" + "y".repeat(number % 5 == 0 ? 30_000 : 3);
    }
}
