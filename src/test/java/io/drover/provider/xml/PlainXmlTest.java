package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.parser.XmlStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader for plain documents gives what the general one gives, or leaves the document to it. */
class PlainXmlTest {
    private static final String[] TEXTS = {
        "",
        "x",
        "Chain, 12 mm",
        "é€😀",
        "a]b]]c",
        "-",
        "a - b -- c",
        "True",
        "\n",
        " \t ",
        "a\r\nb\rc",
        "\u007F\u0085\u2028",
        "1 > 0",
        "\uFFFD"
    };
    private static final String[] REFERENCES = {
        "&amp;",
        "&lt;b&gt;",
        "&quot;&apos;",
        "&#233;",
        "&#13;&#10;",
        "&#xE9;",
        "&#0;",
        "&#55296;",
        "&e;",
        "&",
        "&#128512;",
        "&#065;"
    };
    private static final String[] SPACES = {
        "", " ", "\n", "\n      ", "\r\n\t", "\r", "<!-- é -->", "<!---->", "<?pi x?>", "text"
    };
    private static final String[] COLUMNS = {"A", "B", "ProductName", "Ærø", " A ", "", " ", "x".repeat(300)};
    private static final String[] STARTS = {
        "",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n",
        "<?xml version=\"1.0\"\n encoding=\"utf-16\"?>\n",
        "<?xml version='1.1'?>",
        "\uFEFF<?xml version=\"1.0\"?>\n<!-- c -->\n",
        "\n\r\n "
    };
    private static final String BYTES = "<>&;]\"'/=!-? \n\rax0:\u0000\u0001";

    /** Fixed: what it finds is found again. */
    private final Random random = new Random(20260418);

    @Test
    void documentsOfAllKindsAreReadAlike() throws IOException {
        int plain = 0;
        for (int i = 0; i < 3_000; i++) {
            plain += assertReadAlike(document(i % 4).getBytes(UTF_8)) ? 1 : 0;
        }
        assertThat(plain).isGreaterThan(500);
    }

    @Test
    void brokenDocumentsAreRefusedAlike() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            byte[] document = document(0).getBytes(UTF_8);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                document = broken(document);
            }
            assertReadAlike(document);
        }
    }

    /** Pieces of input that end anywhere, as the reads of a file do. */
    @Test
    void tokensLieAcrossTheEndsOfBuffers() throws IOException {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            items.append(item(0));
        }
        String document = "<tables>\n<table tableName='T'>" + items + "</table></tables>";
        for (int shift = 0; shift < 20; shift++) {
            assertThat(assertReadAlike(("<!--" + "x".repeat(shift) + "-->" + document).getBytes(UTF_8)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 140_000, 1_100_000, 11_000_000})
    void longTokensAreReadAlike(int length) throws IOException {
        String x = "x".repeat(length);
        for (String document : List.of(
                Deliveries.value(x),
                Deliveries.value("<![CDATA[" + x + "]]>"),
                Deliveries.value("<!--" + x + "-->a"),
                Deliveries.item(" ".repeat(length) + "<c columnName='A'/>"),
                Deliveries.item(x + "<c columnName='A'/>"),
                Deliveries.item("<c columnName='A'" + " ".repeat(length) + "/>"),
                Deliveries.item("<c columnName='" + x + "'/>"),
                Deliveries.item("<c" + x + " columnName='A'/>"))) {
            assertReadAlike(document.getBytes(UTF_8));
        }
    }

    @Test
    void whatSystemsWriteIsPlain() throws IOException {
        assertThat(assertReadAlike(
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <tables ExportIsDone="true">
                          <config><source><setting field="SourceDecimalSeparator">.</setting></source></config>
                          <!-- products -->
                          <table tableName="T">
                            <item table="T">
                              <column columnName="A"><![CDATA[nut & bølt]]></column>
                              <column columnName="B" isNull="true"/>
                              <column columnName="C">nut &amp; bolt</column>
                              <column columnName="D" />
                            </item>
                          </table>
                        </tables>
                        """
                                .getBytes(UTF_8)))
                .isTrue();
    }

    /** Whether the reader for plain documents has read it. */
    private static boolean assertReadAlike(byte[] document) throws IOException {
        DeliveryFile file = file(document);
        List<String> expected = read(() -> open(() -> new TablesReader(XmlStream.openAt(file, "tables"))::next));
        boolean[] plain = {false};
        List<String> actual = read(() -> open(() -> {
            XmlRecordReader reader = XmlRecordReader.open(file);
            return () -> {
                RecordBatch batch = reader.next();
                plain[0] = reader.isPlain();
                return batch;
            };
        }));
        assertThat(actual)
                .as(() -> new String(document, 0, Math.min(document.length, 5_000), UTF_8))
                .isEqualTo(expected);
        return plain[0];
    }

    private interface Batches {
        RecordBatch next() throws IOException;
    }

    private interface Opening {
        Batches open() throws IOException;
    }

    private static Batches open(Opening opening) {
        Batches[] batches = new Batches[1];
        return () -> {
            batches[0] = batches[0] == null ? opening.open() : batches[0];
            return batches[0].next();
        };
    }

    /** All that a reader gives, its fault last. */
    private static List<String> read(Supplier<Batches> opened) throws IOException {
        List<String> found = new ArrayList<>();
        try {
            Batches batches = opened.get();
            for (RecordBatch batch = batches.next(); batch != null; batch = batches.next()) {
                found.add(batch.table().name() + batch.columns());
                for (SourceRecord record : batch.records()) {
                    found.add(record.number() + " in line " + record.line() + " " + Arrays.toString(record.values())
                            + record.problem());
                }
            }
        } catch (DeliveryException e) {
            found.add(e.getMessage() + " " + e.line() + " " + e.column() + " " + e.truncated());
        }
        return found;
    }

    private static DeliveryFile file(byte[] document) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return "delivery.xml";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(document) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return super.read(buffer, offset, Math.min(length, 997));
                    }
                };
            }
        };
    }

    /** @param oddity 0 for documents as systems write them, up to 3 for odd ones */
    private String document(int oddity) {
        StringBuilder document = new StringBuilder(oddity > 1 ? pick(STARTS) : STARTS[1]);
        document.append(oddity > 2 ? "<Tables  a='1'\n>" : "<tables>").append(space(oddity));
        if (random.nextInt(4) == 0) {
            document.append("<config><a b='c'>t<d/></a></config>");
        }
        for (int tables = random.nextInt(3); tables >= 0; tables--) {
            document.append(random.nextInt(5) == 0 ? "<table>" : "<table tableName='T" + tables + "'>");
            for (int items = random.nextInt(4); items > 0; items--) {
                document.append(space(oddity)).append(item(oddity));
            }
            document.append(space(oddity)).append("</table>");
        }
        return document.append(oddity > 2 ? "</Tables >" : "</tables>")
                .append(space(oddity))
                .toString();
    }

    private String item(int oddity) {
        StringBuilder item = new StringBuilder("<item table=\"U\">");
        for (int columns = random.nextInt(6); columns > 0; columns--) {
            String name = oddity > 1 ? pick(COLUMNS) : COLUMNS[columns % 4];
            String element = random.nextInt(8) == 0 ? "field" : "column";
            item.append(space(oddity)).append('<').append(element).append(" columnName=\"" + name + '"');
            item.append(random.nextInt(6) == 0 ? " isNull='true'" : "");
            item.append(oddity > 2 && random.nextInt(8) == 0 ? " x:y = 'z'" : "");
            if (random.nextInt(4) == 0) {
                item.append(" />");
            } else {
                item.append('>').append(value(oddity)).append("</" + element + '>');
            }
        }
        return item.append(space(oddity)).append("</item>").toString();
    }

    private String value(int oddity) {
        StringBuilder value = new StringBuilder();
        for (int parts = random.nextInt(oddity > 0 ? 4 : 2); parts >= 0; parts--) {
            switch (random.nextInt(oddity > 1 ? 6 : 4)) {
                case 0, 1 -> value.append("<![CDATA[").append(text(oddity)).append("]]>");
                case 2 -> value.append(text(oddity));
                case 3 -> value.append(REFERENCES[random.nextInt(oddity > 2 ? REFERENCES.length : 4)]);
                case 4 -> value.append("<b>").append(text(oddity)).append("</b>");
                default -> value.append(space(oddity));
            }
        }
        return value.toString();
    }

    private String space(int oddity) {
        return SPACES[random.nextInt(oddity > 2 ? SPACES.length : 5)];
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The last of them is what malformed bytes become, which makes a document irregular. */
    private String text(int oddity) {
        return TEXTS[random.nextInt(oddity > 1 ? TEXTS.length : TEXTS.length - 1)];
    }

    private byte[] broken(byte[] document) {
        if (document.length == 0) {
            return document;
        }
        int at = random.nextInt(document.length);
        int length = random.nextInt(4);
        byte[] some = new byte[] {(byte) BYTES.charAt(random.nextInt(BYTES.length()))};
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(document, at);
            case 1 -> replaced(document, at, length, new byte[0]);
            case 2 -> replaced(document, at, 0, some);
            case 3 -> replaced(document, at, 1, some);
            case 4 -> replaced(document, at, 1, new byte[] {(byte) (0x80 + random.nextInt(0x80))});
            default -> replaced(document, at, length, Arrays.copyOfRange(document, at / 2, at / 2 + length));
        };
    }

    private static byte[] replaced(byte[] document, int at, int length, byte[] by) {
        int after = Math.min(document.length, at + length);
        byte[] result = new byte[at + by.length + document.length - after];
        System.arraycopy(document, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(document, after, result, at + by.length, document.length - after);
        return result;
    }
}
