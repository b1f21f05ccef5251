package io.drover.provider.datapackage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rejects of a package hold is what the package held: no more and no less, as usable or unusable as it was. */
class PackageRejectsTest {
    private static final String LONG = "0123456789".repeat(4_000);

    @TempDir
    private Path folder;

    private static String map(String column, String field) {
        return "<EntityMap><EntityField>" + field + "</EntityField><XMLField>" + column + "</XMLField></EntityMap>";
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            Row header = book.createSheet("T").createRow(0);
            header.createCell(0).setCellValue("K");
            header.createCell(1).setCellValue("V");
            Row row = book.getSheetAt(0).createRow(1);
            row.createCell(0).setCellValue("1");
            row.createCell(1).setCellErrorValue((byte) 0x2A);
            book.write(bytes);
        }
        return bytes.toByteArray();
    }

    /** {@code Entity [values] problem?} of each record; rejects all of them when there is a target. */
    private static List<String> read(Path file, Path target) throws Exception {
        List<String> lines = new ArrayList<>();
        PackageRejects rejects = target == null ? null : new PackageRejects(target);
        try (PackageReader reader =
                PackageReader.open(DeliveryFile.of(file), new SourceFormat.Context(null, Set.of()))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < batch.columns().size(); i++) {
                        values.add(batch.columns().get(i) + "=" + record.value(i));
                    }
                    lines.add(batch.table().name() + " " + values + (record.problem() == null ? "" : " !"));
                    if (rejects != null) {
                        rejects.add(batch.file(), batch.table(), record, "a reason, of \"some\" kind");
                    }
                }
            }
        }
        if (rejects != null) {
            rejects.finish();
            rejects.close();
        }
        return lines;
    }

    @Test
    void comesBackAsItWent() throws Exception {
        Path file = new Packages()
                .entity(
                        "Texts",
                        "Texts.csv",
                        "",
                        "K,V\r\n1," + LONG + "\r\n2,#N/A\r\n3,\r\n4,\"a;b\r\nc\"\r\n5\r\n6,x\r\n")
                .entity(
                        "Mapped texts",
                        "Mapped.csv",
                        "<EntityMapList>" + map("V", "VALUE") + map("K", "KEY") + "</EntityMapList>",
                        "K,V,X\r\n1,#N/A,\r\n2,y\r\n3,z,x\r\n")
                .entity(
                        "Elements",
                        "Elements.xml",
                        "",
                        "<Document><E><K>1</K><V>" + LONG
                                + "</V></E><E><K>2</K></E><E><K>3</K><V>#REF!</V></E></Document>")
                .entity("Books", "Books.xlsx", "", null)
                .part("Books.xlsx", workbook())
                .write(folder.resolve("p.zip"));
        Path rejected = folder.resolve("p.rejects.zip");
        List<String> went = read(file, rejected);
        Path again = folder.resolve("again.zip");

        assertThat(went)
                .contains("Texts [K=1, V=" + LONG + "]", "Texts [K=2, V=#N/A]", "Texts [K=5, V=null] !")
                .contains("Mapped texts [VALUE=#N/A, KEY=1]", "Elements [K=2, V=null]", "Books [K=1, V=#N/A] !")
                .filteredOn(line -> line.startsWith("Mapped texts") && line.endsWith("!"))
                .hasSize(1);
        assertThat(read(rejected, again)).isEqualTo(went);
        assertThat(read(again, null)).isEqualTo(went);
    }
}
