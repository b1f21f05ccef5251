package io.drover.provider.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvSource;
import io.drover.provider.datapackage.PackageSource;
import io.drover.provider.excel.ExcelSource;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.json.JsonSource;
import io.drover.provider.xml.XmlSource;
import io.drover.testing.TestFormats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files whose bytes break off, at every byte: what is read before it is true, and the fault comes out, once and again. */
class BrokenFileTest {
    private static final String CSV = IntStream.range(0, 12)
            .mapToObj(i -> i + ";\"n\u00e4me " + i + "\";x\n")
            .collect(Collectors.joining("", "Id;Name;Note\n", ""));
    private static final String TABLES = IntStream.range(0, 5)
            .mapToObj(i -> "<item table=\"T\"><column columnName=\"Id\">" + i + "\u00e9</column></item>")
            .collect(Collectors.joining(
                    "\n", "<tables><table tableName=\"T\">\n", "\n</table></tables><!-- and the end -->"));
    private static final String JSON = IntStream.range(0, 8)
            .mapToObj(i -> "{\"Id\":" + i + ",\"Name\":\"n\u00e4me\"}")
            .collect(Collectors.joining(",\n", "[", "]"));

    @TempDir
    private Path folder;

    /** A format in an encoding. */
    enum Format {
        CSV_UTF8(CSV, UTF_8),
        CSV_UTF16(CSV, UTF_16),
        CSV_LATIN(CSV, StandardCharsets.ISO_8859_1),
        FIXED(CSV.replace(';', ' '), UTF_8),
        JSON_UTF8(JSON, UTF_8),
        JSON_UTF16(JSON, UTF_16),
        XML_PLAIN(TABLES, UTF_8),
        XML_UTF16(TABLES, UTF_16),
        XML_ENTITIES("<Document><CUSTOMER><ID>1</ID></CUSTOMER><CUSTOMER><ID>2</ID></CUSTOMER></Document>", UTF_8);

        private final String text;
        private final String charset;

        Format(String text, Charset charset) {
            this.text = text;
            this.charset = charset.name();
        }

        byte[] content() {
            return text.getBytes(Charset.forName(charset));
        }

        RecordReader open(DeliveryFile file) throws IOException {
            return switch (this) {
                case CSV_UTF8, CSV_UTF16, CSV_LATIN -> BrokenFileTest.open(csv("delimiter=';'"), file);
                case FIXED -> BrokenFileTest.open(csv("fixedWidths='3,9'"), file);
                case JSON_UTF8, JSON_UTF16 -> BrokenFileTest.open(new JsonSource(), file);
                case XML_PLAIN, XML_UTF16, XML_ENTITIES -> BrokenFileTest.open(new XmlSource(), file);
            };
        }

        private SourceFormat csv(String attributes) {
            String encoding = this == CSV_LATIN ? " encoding='iso-8859-1'" : "";
            return TestFormats.source(CsvSource.class, "<csv " + attributes + encoding + "/>");
        }
    }

    private static RecordReader open(SourceFormat format, DeliveryFile file) throws IOException {
        return format.opener(new SourceFormat.Context(null, Set.of())).open(file);
    }

    /** What was read: in whole, or until something was wrong. */
    private static IOException read(RecordReader reader, List<String> records) {
        try {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batch.records()
                        .forEach(record -> records.add(record.problem() + " " + Arrays.toString(record.values())));
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatComesBeforeABrokenByteIsTrueAndTheFaultIsMetAgain(Format format) throws Exception {
        byte[] content = format.content();
        List<String> whole = new ArrayList<>();
        try (RecordReader reader = format.open(file(content, -1))) {
            assertThat(read(reader, whole)).isNull();
        }
        assertThat(whole).isNotEmpty();

        for (int at = 0; at < content.length; at++) {
            List<String> records = new ArrayList<>();
            String place = format + " broken at byte " + at;
            try (RecordReader reader = format.open(file(content, at))) {
                assertThat(read(reader, records)).as(place).isNotNull().hasMessageContaining("bad sector");
                assertThatThrownBy(reader::next).as(place).isInstanceOf(IOException.class);
            } catch (IOException e) {
                assertThat(e).as(place).hasMessageContaining("bad sector");
            }
            assertThat(whole.subList(0, records.size())).as(place).isEqualTo(records);
        }
    }

    /** Fails once at a byte and then goes on with what is behind it, as nobody should find out. */
    private static DeliveryFile file(byte[] content, int broken) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return "T.txt";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content) {
                    private boolean failed;

                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        int most = broken >= 0 && !failed ? Math.min(length, broken - pos) : length;
                        if (most == 0 && length > 0) {
                            failed = true;
                            throw sneaky(new IOException("bad sector"));
                        }
                        return super.read(buffer, offset, Math.min(most, 7));
                    }

                    @Override
                    public synchronized int read() {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                    }
                };
            }
        };
    }

    @SuppressWarnings("unchecked") // the overridden method does not declare what an InputStream may throw
    private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
        throw (E) e;
    }

    // ---- Archives that are cut off
    // ------------------------------------------------------------------------------------------

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(CSV.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The records of the files of a delivery, as CSV. */
    private static IOException readAll(Path delivery, List<String> records) throws IOException {
        try (DeliveryFiles files = DeliveryFiles.open(delivery);
                RecordReader reader = Format.CSV_UTF8.open(files.files().get(0))) {
            return read(reader, records);
        }
    }

    @Test
    void anArchiveThatIsCutOffAnywhereIsOneThatMayGetItsRest() throws Exception {
        for (byte[] content : List.of(gzip(CSV), zip("T.csv"))) {
            for (int length = 4; length < content.length; length++) {
                Path file = Files.write(folder.resolve("T.csv.x"), Arrays.copyOf(content, length));
                IOException fault;
                try {
                    fault = readAll(file, new ArrayList<>());
                } catch (IOException e) {
                    fault = e;
                }
                assertThat(fault)
                        .as("%d of %d bytes", length, content.length)
                        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.truncated())
                                .as(e.getMessage())
                                .isTrue());
            }
        }
    }

    @Test
    void aWorkbookOrPackageThatIsCutOffAnywhereIsOneThatMayGetItsRest() throws Exception {
        byte[] workbook = zip("[Content_Types].xml");
        byte[] data = zip("Manifest.xml");
        for (int length = 1; length < workbook.length; length++) {
            Path book = Files.write(folder.resolve("T.xlsx"), Arrays.copyOf(workbook, length));
            assertCutOff(length, () -> open(new ExcelSource(), DeliveryFile.of(book)));
        }
        for (int length = 1; length < data.length; length++) {
            Path file = Files.write(folder.resolve("T.zip"), Arrays.copyOf(data, length));
            assertCutOff(length, () -> open(new PackageSource(), DeliveryFile.of(file)));
        }
    }

    private static void assertCutOff(int length, ThrowingCallable open) {
        assertThatThrownBy(open).as("%d bytes", length).isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(
                        e.truncated())
                .as(e.getMessage())
                .isTrue());
    }

    /** The first rows of a compressed file that was cut off came twice, as what was left of the buffer was read once more. */
    @Test
    void nothingIsReadTwiceOfAnArchiveThatIsCutOffWithinItsFirstCharacters() throws Exception {
        String text = IntStream.range(0, 4000)
                .mapToObj(i -> i + ";" + Integer.toHexString(i * 0x9E3779B1) + ";x\n")
                .collect(Collectors.joining("", "Id;Name;Note\n", ""));
        byte[] packed = gzip(text);
        for (int part = 1; part < 8; part++) {
            Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length * part / 8));
            List<String> records = new ArrayList<>();

            IOException fault = readAll(file, records);

            assertThat(fault).as("%d eighths", part).isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(
                            e.truncated())
                    .isTrue());
            assertThat(records).doesNotHaveDuplicates().hasSizeLessThan(4000);
        }
    }

    // ---- Files of several gzip members
    // ------------------------------------------------------------------------------------------

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private List<String> recordsOf(byte[] packed) throws IOException {
        List<String> records = new ArrayList<>();
        assertThat(readAll(Files.write(folder.resolve("m.csv.gz"), packed), records))
                .isNull();
        return records;
    }

    /** Java's own stream calls itself for each of them until the stack is used up: an Error, from a file of 140 KB. */
    @Test
    void membersWithoutContentAreReadOver() throws Exception {
        byte[] empty = gzip("");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            many.writeBytes(empty);
        }
        assertThat(recordsOf(joined(many.toByteArray(), gzip(CSV), many.toByteArray(), empty)))
                .isEqualTo(recordsOf(gzip(CSV)))
                .hasSize(12);
    }

    @Test
    void membersAreOneFileWhateverTheirHeadersSay() throws Exception {
        byte[] rest = gzip(CSV.substring(100));
        byte[] extras = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0, 1, 2};
        byte[] second = joined(extras, Arrays.copyOfRange(rest, 10, rest.length));
        assertThat(recordsOf(joined(gzip(CSV.substring(0, 100)), second, new byte[512])))
                .as("with zeros at the end, as tapes have")
                .isEqualTo(recordsOf(gzip(CSV)));
    }

    @Test
    void aLaterMemberThatIsCutOffAnywhereMayGetItsRest() throws Exception {
        byte[] first = gzip(CSV);
        byte[] both = joined(first, gzip("99;last;x\n"));
        for (int length = first.length + 1; length < both.length; length++) {
            Path file = Files.write(folder.resolve("m.csv.gz"), Arrays.copyOf(both, length));
            assertThat(readAll(file, new ArrayList<>()))
                    .as("%d of %d bytes", length, both.length)
                    .isInstanceOfSatisfying(
                            DeliveryException.class,
                            e -> assertThat(e.truncated()).as(e.getMessage()).isTrue());
        }
    }

    @Test
    void whatFollowsAMemberAndIsNoneIsDamage() throws Exception {
        byte[] wrong = gzip(CSV);
        wrong[wrong.length - 6] ^= 1;
        for (byte[] packed : List.of(joined(gzip(CSV), "garbage".getBytes(UTF_8)), wrong)) {
            Path file = Files.write(folder.resolve("m.csv.gz"), packed);
            assertThat(readAll(file, new ArrayList<>()))
                    .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.truncated())
                            .isFalse())
                    .hasMessageContaining("is damaged (")
                    .hasMessageContaining("send it again");
        }
    }

    // ---- Names beyond their limits
    // ------------------------------------------------------------------------------------------

    /** A name is kept to the end of the run, and more than once: a few of 10 MB each filled the memory. */
    @Test
    void namesAreShorterThanValuesMayBe() throws Exception {
        String giant = "x".repeat(10_001);
        assertNameRefused(Format.CSV_UTF8, "Id;" + giant + "\n1;2\n");
        assertNameRefused(Format.JSON_UTF8, "[{\"Id\":1,\"" + giant + "\":2}]");
        assertNameRefused(
                Format.XML_PLAIN,
                "<tables><table tableName=\"T\"><item table=\"T\"><column columnName=\"" + giant
                        + "\">1</column></item></table></tables>");
        assertNameRefused(
                Format.XML_ENTITIES, "<Document><CUSTOMER><" + giant + ">1</" + giant + "></CUSTOMER></Document>");
    }

    private static void assertNameRefused(Format format, String content) {
        assertThatThrownBy(() -> {
                    try (RecordReader reader = format.open(file(content.getBytes(UTF_8), -1))) {
                        IOException fault = read(reader, new ArrayList<>());
                        if (fault != null) {
                            throw fault;
                        }
                    }
                })
                .as("%s", format)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll("name", "10000 characters");
    }

    @Test
    void jsonMembersThatLeadToNoColumnAreCountedToo() {
        String members = IntStream.range(0, 17_000)
                .mapToObj(i -> "\"m" + i + "\":{}")
                .collect(Collectors.joining(",", "[{\"Id\":1,", "}]"));
        assertThatThrownBy(() -> {
                    try (RecordReader reader = Format.JSON_UTF8.open(file(members.getBytes(UTF_8), -1))) {
                        throw read(reader, new ArrayList<>());
                    }
                })
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("has more than 16384 different members");
    }
}
