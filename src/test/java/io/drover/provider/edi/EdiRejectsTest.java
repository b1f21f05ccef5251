package io.drover.provider.edi;

import static io.drover.provider.edi.EdiRecordReaderTest.read;
import static io.drover.provider.edi.EdiRecordReaderTest.source;
import static io.drover.provider.edi.EdiRecordReaderTest.table;
import static io.drover.provider.edi.Interchanges.UNB;
import static io.drover.provider.edi.Interchanges.message;
import static io.drover.provider.edi.Interchanges.order;
import static io.drover.provider.edi.Interchanges.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected records are messages to mend and drop again. */
class EdiRejectsTest {
    private static final SourceTable TABLE = new SourceTable("Lines", List.of("Line", "Number"));

    @TempDir
    private Path folder;

    private final EdiSource source = source(
            table("Orders", "ORDERS", null, "Number", "BGM02", "Total", "MOA[86]01.2"),
            table("Lines", "ORDERS/LIN", "Number", "Line", "LIN01", "Text", "IMD[F]03.4"));

    /** The rejects of these records; the files are one delivery. */
    private String rejects(List<String> files, int... numbers) throws Exception {
        return rejects(false, files, numbers);
    }

    private String rejects(boolean damaged, List<String> files, int... numbers) throws Exception {
        Path delivery = Files.createDirectories(folder.resolve("delivery"));
        for (int i = 0; i < files.size(); i++) {
            Files.write(delivery.resolve(i + ".edi"), files.get(i).getBytes(StandardCharsets.ISO_8859_1));
        }
        Path target = folder.resolve("Orders.rejects.edi");
        try (EdiRejects rejects =
                new EdiRejects(source, files.size() == 1 ? delivery.resolve("0.edi") : delivery, target)) {
            assertThat(rejects.finish()).isFalse();
            for (int i = 0; i < numbers.length; i++) {
                SourceRecord record = new SourceRecord(numbers[i], 1, new String[0], damaged ? "damaged" : null);
                rejects.add(files.size() == 1 ? null : files.size() - 1 + ".edi", TABLE, record, "reason");
            }
            assertThat(rejects.finish()).isTrue();
        }
        return Files.readString(target, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aMessageWhoseRecordsWereAllRejectedIsThereAsItWas() throws Exception {
        String bad = order("2", "PO-2", "1");
        String content = UNB + order("1", "PO-1", "1") + bad + order("3", "PO-3", "1") + "UNZ+3+IC1001'\n";
        assertThat(rejects(List.of(content), 4, 5, 6)).isEqualTo(UNB + bad + "UNZ+1+IC1001'");
    }

    @Test
    void aDamagedMessageIsCopiedWithItsDamage() throws Exception {
        String bad = order("2", "PO-2", "1").replace("UNT+22", "UNT+32");
        String content = UNB + order("1", "PO-1", "1") + bad + "UNZ+2+IC1001'";
        assertThat(read(source, content)).hasSize(4).anySatisfy(row -> assertThat(row)
                .contains("damaged"));
        assertThat(rejects(true, List.of(content), 4)).isEqualTo(UNB + bad + "UNZ+1+IC1001'");
    }

    @Test
    void aRejectedLineComesWithItsHeaderAndWithoutTheOthers() throws Exception {
        String content =
                "UNA:+.? '\r\n" + UNB + order("1", "PO-1", "1") + order("2", "PO-2", "1250.5") + "UNZ+2+IC1001'\r\n";
        String rejects = rejects(List.of(content), 6);
        assertThat(rejects)
                .startsWith("UNA:+.? '\r\n" + UNB.strip())
                .contains("UNT+17+2'")
                .endsWith("UNZ+1+IC1001'");
        assertThat(read(source, rejects))
                .containsExactly("Orders:3 Number=PO-2 Total=4944.00", "Lines:13 Line=2 Number=PO-2");
    }

    @Test
    void countsOfGroupsAndInterchangesAreThoseOfWhatIsLeft() throws Exception {
        source.tables.clear();
        source.tables.add(table("Orders", "850", null, "Number", "BEG03"));
        String gs = "GS*PO*A*B*20261130*0915*%d*X*004010~";
        String content = Interchanges.isa("004010", "000000101")
                + gs.formatted(1) + set("850", "0001", "BEG*00*SA*1~") + "GE*1*1~"
                + gs.formatted(2) + set("850", "0001", "BEG*00*SA*2~") + set("850", "0002", "BEG*00*SA*3~") + "GE*2*2~"
                + "IEA*2*000000101~"
                + Interchanges.isa("004010", "000000102") + gs.formatted(3) + set("850", "0001", "BEG*00*SA*4~")
                + "GE*1*3~IEA*1*000000102~";
        assertThat(rejects(List.of(content), 3))
                .isEqualTo(Interchanges.isa("004010", "000000101").strip() + gs.formatted(2) + "\n"
                        + set("850", "0002", "BEG*00*SA*3~") + "GE*1*2~IEA*1*000000101~");
        assertThat(rejects(List.of(content), 1, 4))
                .contains("000000102")
                .contains("GE*1*3")
                .contains("GE*1*1");
    }

    @Test
    void aDeliveryOfSeveralFilesHasItsRejectsInOne() throws Exception {
        String one = UNB + message("1", "ORDERS:D:96A:UN", "BGM+220+A'") + "UNZ+1+IC1001'";
        String two = one.replace("IC1001", "IC1002");
        assertThat(rejects(List.of(one, two), 1)).isEqualTo(two);
    }
}
