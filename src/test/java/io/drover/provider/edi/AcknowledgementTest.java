package io.drover.provider.edi;

import static io.drover.provider.edi.EdiRecordReaderTest.source;
import static io.drover.provider.edi.Interchanges.UNB;
import static io.drover.provider.edi.Interchanges.message;
import static io.drover.provider.edi.Interchanges.order;
import static io.drover.provider.edi.Interchanges.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.edi.syntax.MessageSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders are told of their messages. */
class AcknowledgementTest {
    @TempDir
    private Path root;

    private final EdiSource source = source();

    /** Reads and, perhaps, commits. */
    private void read(String content, boolean commit) throws Exception {
        source.acknowledge = "Edi/Out";
        try (EdiRecordReader reader =
                new EdiRecordReader(source, Interchanges.file(content), root, MessageSchemas.NONE)) {
            while (reader.next() != null) {
                // to the end
            }
            assertThat(files()).isEmpty();
            if (commit) {
                reader.committed();
            }
        }
    }

    private String[] files() throws IOException {
        if (!Files.exists(root.resolve("Edi/Out"))) {
            return new String[0];
        }
        try (Stream<Path> files = Files.list(root.resolve("Edi/Out"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".tmp"))
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    private String written(String file) throws IOException {
        return Files.readString(root.resolve("Edi/Out").resolve(file), StandardCharsets.ISO_8859_1)
                .replaceAll("\\+\\d{6}:\\d{4}\\+\\d{9}'", "+TODAY'")
                .replaceAll("UNZ\\+(\\d+)\\+\\d{9}'", "UNZ+$1+CONTROL'");
    }

    @Test
    void contrlAcknowledgesTheInterchangeAndRejectsDamagedMessages() throws Exception {
        read(
                UNB + order("1", "A", "1") + order("2", "B", "1").replace("UNT+22", "UNT+21")
                        + order("3", "C", "1").replace("LIN+2", "lin+2") + "UNZ+3+IC1001'",
                true);
        assertThat(files()).containsExactly("CONTRL-IC1001-5790000000012.edi");
        assertThat(written("CONTRL-IC1001-5790000000012.edi"))
                .isEqualTo("UNA:+.? 'UNB+UNOC:3+5790000000029:14+5790000000012:14+TODAY'UNH+1+CONTRL:D:3:UN'"
                        + "UCI+IC1001+5790000000012:14+5790000000029:14+7'"
                        + "UCM+2+ORDERS:D:96A:UN:EAN008+4+29+UNT'"
                        + "UCM+3+ORDERS:D:96A:UN:EAN008+4'UCS+16+18'"
                        + "UNT+6+1'UNZ+1+CONTROL'");
    }

    @Test
    void aGroupIsNamedBeforeItsDamagedMessages() throws Exception {
        String group = "UNG+ORDERS+A+B+261130:0915+7+UN+D:96A'";
        read(UNB + group + order("1", "A", "1").replace("UNT+22+1", "UNT+22+9") + "UNE+1+7'UNZ+1+IC1001'", true);
        assertThat(written("CONTRL-IC1001-5790000000012.edi"))
                .contains("+7'UCF+7+A+B+7'UCM+1+ORDERS:D:96A:UN:EAN008+4+28+UNT'UNT+5+1'");
    }

    @Test
    void a997NamesEverySetOfEachGroup() throws Exception {
        String gs = "GS*PO*BUYER*SUPPLIER*20261130*0915*%d*X*005010~";
        read(
                Interchanges.isa("00501", "000000101")
                        + gs.formatted(1) + set("850", "0001", "BEG*00*SA*1~")
                        + set("850", "0002", "BEG*00*SA*2~").replace("SE*3", "SE*4")
                        + "GE*2*1~" + gs.formatted(2) + set("850", "0001", "BEG*00*SA*3~", "~")
                        + "GE*1*2~IEA*2*000000101~",
                true);
        assertThat(files()).containsExactly("997-000000101-CHAIN.edi");
        String file = Files.readString(root.resolve("Edi/Out/997-000000101-CHAIN.edi"));
        assertThat(file).startsWith("ISA*00*          *00*          *01*WHOLESALE      *ZZ*CHAIN          *");
        assertThat(file.replaceAll("\\*\\d{8}\\*\\d{4}\\*\\d{9}\\*", "*TODAY*").replaceAll("\\b\\d{9}(?=~)", "CONTROL"))
                .endsWith("GS*FA*SUPPLIER*BUYER*TODAY*X*005010~"
                        + "ST*997*0001~AK1*PO*1~AK2*850*0001~AK5*A~AK2*850*0002~AK5*R*4~AK9*P*2*2*1~SE*8*0001~"
                        + "ST*997*0002~AK1*PO*2~AK2*850*0001~AK3*UNK*3**8~AK5*R*5~AK9*R*1*1*0~SE*7*0002~"
                        + "GE*2*CONTROL~IEA*1*CONTROL~");
    }

    @Test
    void nothingIsAcknowledgedThatWasNotCommitted() throws Exception {
        read(Interchanges.orders(), false);
        assertThat(files()).isEmpty();
        assertThat(root).isEmptyDirectory();
        assertThatThrownBy(() -> read(Interchanges.orders().replace("UNZ+2", "UNZ+3"), true))
                .hasMessageContaining("UNZ says");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void anAcknowledgementIsNotAcknowledged() throws Exception {
        read(UNB + message("1", "CONTRL:D:3:UN", "UCI+X+A+B+7'") + "UNZ+1+IC1001'", true);
        read(Interchanges.x12("997", "AK1*PO*1~", "AK9*A*1*1*1~"), true);
        assertThat(files()).isEmpty();
    }

    @Test
    void eachInterchangeHasItsOwn() throws Exception {
        read(Interchanges.orders() + Interchanges.orders().replace("IC1001", "IC/2"), true);
        assertThat(files()).containsExactly("CONTRL-IC1001-5790000000012.edi", "CONTRL-IC_2-5790000000012.edi");
    }
}
