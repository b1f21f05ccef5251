package io.drover.provider.edi;

import static io.drover.provider.edi.Interchanges.UNB;
import static io.drover.provider.edi.Interchanges.file;
import static io.drover.provider.edi.Interchanges.isa;
import static io.drover.provider.edi.Interchanges.message;
import static io.drover.provider.edi.Interchanges.order;
import static io.drover.provider.edi.Interchanges.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.MessageReader;
import io.drover.provider.edi.syntax.MessageSchemas;
import io.drover.provider.edi.syntax.SegmentReader;
import io.drover.provider.format.DeliveryFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The syntax of interchanges, and what encloses messages. */
class MessageReaderTest {

    private static List<EdiMessage> messages(DeliveryFile file, String encoding) throws Exception {
        List<EdiMessage> messages = new ArrayList<>();
        try (MessageReader reader = new MessageReader(
                new SegmentReader(file, encoding, MessageSchemas.NONE), (standard, level, segment) -> {})) {
            for (EdiMessage message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    /** Each message as its segments, with the place of each value that is not the first component of an element. */
    private static List<String> read(String content) throws Exception {
        return messages(file(content), null).stream()
                .map(MessageReaderTest::shown)
                .toList();
    }

    private static String shown(EdiMessage message) {
        return message.type() + " "
                + message.segments().stream()
                        .map(segment -> segment.tag()
                                + segment.values().stream()
                                        .map(value -> " " + value.element()
                                                + (value.repetition() > 1 ? "#" + value.repetition() : "")
                                                + (value.component() > 1 ? "." + value.component() : "") + "="
                                                + value.text())
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining(", "))
                + (message.damage() == null ? "" : " ! " + message.damage());
    }

    private static String interchange(String... messages) {
        return UNB + String.join("", messages) + "UNZ+" + messages.length + "+IC1001'";
    }

    @Test
    void readsElementsComponentsAndReleasedCharacters() throws Exception {
        assertThat(read(interchange(message("1", "ORDERS:D:96A:UN", "FTX+AAI+++a?+b:c??:?''", "LIN+1++:EN'"))))
                .containsExactly("ORDERS FTX 1=AAI 4=a+b 4.2=c? 4.3=', LIN 1=1 3.2=EN");
    }

    @Test
    void takesTheServiceCharactersOfTheAdvice() throws Exception {
        assertThat(read("UNA|^,! ~UNB^UNOA|2^A^B^261130|0915^1~UNH^1^ORDERS|D|96A|UN~"
                        + "PRI^AAA|12,5|a!~b!!|+:'?~UNT^3^1~UNZ^1^1~"))
                .containsExactly("ORDERS PRI 1=AAA 1.2=12,5 1.3=a~b! 1.4=+:'?");
    }

    @Test
    void readsRepetitionsOfSyntaxVersion4AndNotBefore() throws Exception {
        String message = "UNH+1+ORDERS:D:01B:UN'NAD+BY+a:b*c:d*e+f'UNT+3+1'UNZ+1+1'";
        assertThat(read("UNB+UNOC:4+A+B+20261130:0915+1'" + message))
                .containsExactly("ORDERS NAD 1=BY 2=a 2.2=b 2#2=c 2#2.2=d 2#3=e 3=f");
        assertThat(read("UNB+UNOC:3+A+B+261130:0915+1'" + message))
                .containsExactly("ORDERS NAD 1=BY 2=a 2.2=b*c 2.3=d*e 3=f");
    }

    @Test
    void readsX12WithTheSeparatorsOfItsHeader() throws Exception {
        String set = set("850", "0001", "REF*DP*038*a>b^c>d^e~", "N1*BY**92~");
        String content =
                isa("00501", "000000001") + "GS*PO*A*B*20261130*0915*1*X*005010~" + set + "GE*1*1~IEA*1*000000001~";
        assertThat(read(content)).containsExactly("850 REF 1=DP 2=038 3=a 3.2=b 3#2=c 3#2.2=d 3#3=e, N1 1=BY 3=92");
        assertThat(read(content.replace("\n", "")
                        .replace('~', '\n')
                        .replace('*', '|')
                        .replace('>', '<')))
                .containsExactly("850 REF 1=DP 2=038 3=a 3.2=b 3#2=c 3#2.2=d 3#3=e, N1 1=BY 3=92");
        assertThat(read(content.replace("\n", "").replace("~", "\r\n"))).hasSize(1);
        assertThat(read(content.replace('^', '\u001F').replace('>', '\u001D').replace('*', '\u001C')))
                .containsExactly("850 REF 1=DP 2=038 3=a 3.2=b 3#2=c 3#2.2=d 3#3=e, N1 1=BY 3=92");
    }

    @Test
    void readsLinesThatAreWrappedAnywhere() throws Exception {
        String x12 = Interchanges.x12("850", Interchanges.purchaseOrder().toArray(String[]::new))
                .replace("\n", "");
        for (int width : new int[] {1, 7, 80}) {
            String wrapped = x12.replaceAll("(.{" + width + "})", "$1\r\n");
            assertThat(read(wrapped)).isEqualTo(read(x12));
            assertThat(read(Interchanges.orders().replace("\n", "").replaceAll("(.{" + width + "})", "$1\n")))
                    .isEqualTo(read(Interchanges.orders()));
        }
    }

    @Test
    void readsSeveralInterchangesWithWhatFillsTheSpaceBetween() throws Exception {
        String x12 = Interchanges.x12("850", "BEG*00*SA*1~");
        String all = interchange(order("1", "A", "1")) + "\r\n\r\n  \u0000\u0000" + Interchanges.orders() + x12
                + "\u001A\r\n\u0000";
        assertThat(messages(file(all), null))
                .extracting(EdiMessage::type)
                .containsExactly("ORDERS", "ORDERS", "ORDERS", "850");
    }

    @Test
    void whiteSpaceAtTheEndIsLeftOutUpToAMegabyte() throws Exception {
        String content = Interchanges.orders();
        assertThat(read(content + "\r\n".repeat(200_000))).hasSize(2);
        assertThatThrownBy(() -> read(content + " ".repeat(1_100_000)))
                .hasMessageContaining("more than 1 MB of white space stands behind the interchange");
    }

    @ParameterizedTest
    @CsvSource({
        "UNOC, ISO-8859-1, Rød",
        "UNOD, ISO-8859-2, Łódź",
        "UNOE, ISO-8859-5, Киев",
        "UNOF, ISO-8859-7, Αθήνα",
        "UNOK, ISO-8859-9, İzmir",
        "UNOW, UTF-8, Łódź 🚲",
        "UNOY, UTF-8, €"
    })
    void decodesTheCharacterSetOfTheHeader(String syntax, String charset, String text) throws Exception {
        String content = interchange(message("1", "ORDERS:D:96A:UN", "FTX+AAI+++" + text + "'"))
                .replace("UNOC", syntax);
        assertThat(messages(file("a.edi", content.getBytes(charset)), null))
                .singleElement()
                .asString()
                .contains("text=" + text);
    }

    @Test
    void aCharacterThatTheCharacterSetHasNotDamagesItsMessageAndTheJobMaySayAnother() throws Exception {
        String content = interchange(message("1", "ORDERS:D:96A:UN", "FTX+AAI+++Rød'"), message("2", "ORDERS:D:96A:UN"))
                .replace("UNOC", "UNOA");
        assertThat(messages(file(content), null))
                .extracting(message -> String.valueOf(message.damage()))
                .containsExactly(
                        "segment 2 (line 3): element 4 of FTX has bytes that are no US-ASCII;"
                                + " where the sender means another character set, say so with encoding",
                        "null");
        assertThat(messages(file(content), "ISO-8859-1").get(0)).asString().contains("text=Rød");
    }

    @Test
    void aByteOrderMarkSaysTheCharacterSet() throws Exception {
        byte[] content = ("\uFEFF" + interchange(message("1", "ORDERS:D:96A:UN", "FTX+AAI+++Rød €'")))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(messages(file("a.edi", content), null))
                .singleElement()
                .asString()
                .contains("text=Rød €");
    }

    @Test
    void readsBinaryDataByTheirLength() throws Exception {
        String content = Interchanges.x12("841", "BIN*7*a~*\r\n>z~", "N1*BY~");
        assertThat(read(content)).containsExactly("841 BIN 1=7 2=YX4qDQo+eg==, N1 1=BY");
    }

    @Test
    void aDamagedMessageIsToldWithPlaceAndLineAndTheNextIsRead() throws Exception {
        String good = message("9", "ORDERS:D:96A:UN", "BGM+220'");
        assertThat(read(interchange(
                        message("1", "ORDERS:D:96A:UN", "BGM+220'").replace("UNT+3", "UNT+4"),
                        message("2", "ORDERS:D:96A:UN", "BGM+220'").replace("UNT+3+2", "UNT+3+1"),
                        message("3", "ORDERS:D:96A:UN", "BGM+220'").replaceAll("UNT.*'\n", ""),
                        message("4", "ORDERS:D:96A:UN", "BGM+220''", "lin+1'"),
                        message("5", "ORDERS:D:96A:UN", "FTX+AAI+++" + "x".repeat(5000) + "'"),
                        good)))
                .containsExactly(
                        "ORDERS BGM 1=220 ! segment 3 (line 4): UNT says that there are '4' segments, and there are 3",
                        "ORDERS BGM 1=220 ! segment 3 (line 7): UNT has the control reference '1', and its UNH has '2'",
                        "ORDERS BGM 1=220 ! segment 3 (line 10): the message has no UNT: here comes UNH",
                        "ORDERS BGM 1=220, , lin 1=1 ! segment 3 (line 11): what stands here is no segment:"
                                + " ''' is not allowed at this place",
                        "ORDERS  ! segment 2 (line 15): an element is longer than 4,096 characters",
                        "ORDERS BGM 1=220");
    }

    /** The headers around a damaged segment are read again; what was broken before one of them is no part of it. */
    @Test
    void aMessageBehindATrailerThatIsNoneMayBeDamagedItself() throws Exception {
        assertThat(read(interchange(
                        message("1", "ORDERS:D:96A:UN", "BGM+1'").replace("UNT+", "UNT33+"),
                        message("2", "ORDERS:D:96A:UN", "BGM+2'", "RFF2+A'", "BGM+\u0001'", "BGM+4'"),
                        message("3", "ORDERS:D:96A:UN", "BGM+3'"))))
                .hasSize(3)
                .satisfies(messages -> assertThat(messages.get(0)).contains("segment 3 (line 4)"))
                .satisfies(messages -> assertThat(messages.get(1)).contains("segment 3 (line 7)"))
                .satisfies(messages -> assertThat(messages.get(2)).isEqualTo("ORDERS BGM 1=3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UNZ+1 | UNZ+2 | line 5: UNZ says that there are '2' messages, and there are 1",
                "UNZ+1+IC1001 | UNZ+1+IC1002 | line 5: UNZ has the control reference 'IC1002', and its UNB has 'IC1001'",
                "UNH+1+ORDERS:D:96A:UN' | BGM+1' | line 2: BGM stands outside of a message: there is no UNH before it",
                "UNZ+1 | UNE+1+1'UNZ+1 | line 5: UNE ends no group: there is no UNG before it",
                "UNH+1 | UNG+ORDERS+A+B+261130:0915+7+UN+D:96A'UNH+1 | line 5: the last group has no UNE",
                "UNB+UNOC:3+ | UNB+UNOC+ | line 1: the header of the interchange is damaged: UNB must begin with its syntax identifier, such as UNB+UNOC:3",
                "UNB+UNOC | UNX+UNOC | line 1: the file is no EDI: expected UNA or UNB (EDIFACT) or ISA (X12), found 'UNX'",
                "UNZ+1+IC1001'| UNZ+1+IC1001'x | line 5: something stands behind the interchange"
            })
    void anInterchangeThatIsDamagedIsRefused(String part, String damaged, String message) {
        String content = interchange(message("1", "ORDERS:D:96A:UN", "BGM+220'"));
        assertThatThrownBy(() -> read(content.replace(part, damaged)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anInterchangeOfX12ThatIsDamagedIsRefused() {
        String content = Interchanges.x12("850", "BEG*00*SA*1~");
        assertThatThrownBy(() -> read(content.replace("GE*1*11", "GE*2*11")))
                .hasMessage("line 6: GE says that there are '2' messages, and there are 1");
        assertThatThrownBy(() -> read(content.replace("GE*1*11", "GE*1*12")))
                .hasMessage("line 6: GE has the control reference '12', and its GS has '11'");
        assertThatThrownBy(() -> read(content.replace("IEA*1*000000101", "IEA*1*000000102")))
                .hasMessage("line 7: IEA has the control reference '000000102', and its ISA has '000000101'");
        assertThatThrownBy(() -> read(content.replace("*00*          *00*", "*00**00*")))
                .hasMessageContaining(
                        "line 1: the header of the interchange is damaged: ISA must have 16 elements of fixed lengths");
    }

    @Test
    void aFileThatIsBrokenOffIsToldAtWhateverByte() {
        String content = Interchanges.orders();
        for (int length = 1; length < content.strip().length(); length++) {
            String broken = content.substring(0, length);
            assertThatThrownBy(() -> read(broken)).as(broken).isInstanceOfSatisfying(DeliveryException.class, e -> {
                assertThat(e.truncated() || broken.length() < 3)
                        .as(e.getMessage())
                        .isTrue();
            });
        }
        assertThatThrownBy(() -> read("")).hasMessage("the file is empty");
    }
}
