package io.drover.provider.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvSource;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import io.drover.testing.TestFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are damaged, cut off, of another kind or named in another way: never read as text, never read in part. */
class DamagedArchiveTest {
    private static final String ROWS = IntStream.range(0, 100)
            .mapToObj(i -> i + ";" + Integer.toHexString(i * 7919 + 13))
            .collect(Collectors.joining("\n", "k;v\n", "\n"));

    private static final Map<String, CsvSource> SOURCES = new HashMap<>();

    @TempDir
    private Path folder;

    private static byte[] gzip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Charset names, String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("k\n1\n".getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** What a job with CSV of its own makes of a file: its records, one text each. */
    private List<String> read(String name, byte[] content, String options) throws IOException {
        CsvSource csv = SOURCES.computeIfAbsent(
                options, attributes -> TestFormats.source(CsvSource.class, "<csv " + attributes + "/>"));
        List<String> records = new ArrayList<>();
        try (DeliveryFiles opened = DeliveryFiles.open(Files.write(folder.resolve(name), content))) {
            for (DeliveryFile file : opened.files()) {
                try (RecordReader reader =
                        csv.opener(new SourceFormat.Context(folder, Set.of())).open(file)) {
                    for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        String table = batch.table().name();
                        batch.records().forEach(record -> records.add(table + ":" + List.of(record.values())));
                    }
                }
            }
        }
        return records;
    }

    private DeliveryException refused(String name, byte[] content, String options) {
        List<DeliveryException> refusals = new ArrayList<>();
        assertThatThrownBy(() -> read(name, content, options))
                .as("%s %s", name, options)
                .isInstanceOfSatisfying(DeliveryException.class, refusals::add);
        return refusals.get(0);
    }

    @Test
    void everyCutAndEveryDamageOfAFurtherMemberIsRefused() {
        byte[] first = gzip("k;v\n1;one\n");
        byte[] second = gzip(ROWS);
        for (int length = 1; length < second.length; length++) {
            byte[] cut = joined(first, Arrays.copyOf(second, length));
            DeliveryException e = refused("cut.csv.gz", cut, "");
            assertThat(e.truncated()).as("after %s bytes", length).isTrue();
        }
        for (int at : IntStream.concat(IntStream.range(0, 4), IntStream.range(10, second.length))
                .toArray()) {
            byte[] damaged = joined(first, second);
            damaged[first.length + at] ^= 0x55;
            assertThat(refused("damaged.csv.gz", damaged, "")).as("byte %s", at).hasMessageContaining("gzip");
        }
        byte[] lost = joined(first, second);
        lost[first.length] = 0; // as if zeros filled up what follows
        assertThat(refused("lost.csv.gz", lost, "")).hasMessageContaining("damaged");
    }

    @Test
    void zerosAfterTheLastMemberAreNone() throws Exception {
        byte[] padded = joined(gzip("k\n1\n"), gzip("2\n"), new byte[512]);
        assertThat(read("padded.csv.gz", padded, "")).containsExactly("padded:[1]", "padded:[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "header='false'", "encoding='windows-1252'", "encoding='windows-1252' header='false'"})
    void aSmallArchiveThatIsCutOffOrDamagedIsNoText(String options) throws Exception {
        byte[] gzip = gzip("k\n1\n");
        byte[] zip = zip(UTF_8, "a.csv");
        for (int length = 1; length < gzip.length; length++) {
            assertThat(refused("t.csv.gz", Arrays.copyOf(gzip, length), options).truncated())
                    .isTrue();
            assertThat(refused("t.csv", Arrays.copyOf(gzip, length), options).truncated())
                    .isTrue();
        }
        for (int length = 1; length < zip.length; length++) {
            assertThat(refused("t.zip", Arrays.copyOf(zip, length), options).truncated())
                    .isTrue();
            if (length > 2) { // two letters may be a text
                assertThat(refused("t.csv", Arrays.copyOf(zip, length), options).truncated())
                        .isTrue();
            }
        }
        for (int at = 0; at < 4; at++) {
            byte[] noGzip = gzip.clone();
            noGzip[at] ^= 0x60;
            refused("t.csv.gz", noGzip, options);
            refused("t.csv", noGzip, options);
            byte[] noZip = zip.clone();
            noZip[at] ^= 0x60;
            refused("t.zip", noZip, options);
            refused("t.csv", noZip, options);
        }
        refused("t.csv.gz", bytes(0x1E, 0x8B, 8, '\n'), options);
        refused("t.zip", "not zipped at all\n".getBytes(UTF_8), options);
        assertThat(read("plain.csv.gz", "k\n1\n".getBytes(UTF_8), options)).contains("plain.csv:[1]");
    }

    @Test
    void namesInUtf8AreReadWithOrWithoutTheFlag() throws Exception {
        for (String name : List.of("Größe.csv", "Ærø.csv", "価格.csv", "A\u030Angström.csv")) {
            String table = name.replace(".csv", "").replace("A\u030A", "\u00C5");
            byte[] flagged = zip(UTF_8, name);
            byte[] unflagged = zip(ISO_8859_1, new String(name.getBytes(UTF_8), ISO_8859_1));
            assertThat(read("names.zip", flagged, "")).containsExactly(table + ":[1]");
            assertThat(read("names.zip", unflagged, "")).containsExactly(table + ":[1]");
        }
        assertThat(read("old.zip", zip(Charset.forName("IBM437"), "Größe.csv"), ""))
                .containsExactly("Größe:[1]");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "1, Shrink",
        "6, Implode",
        "9, Deflate64",
        "12, bzip2",
        "14, LZMA",
        "93, Zstandard",
        "95, xz",
        "98, PPMd",
        "99, a password",
        "77, the method 77"
    })
    void entriesThatArePackedInAnotherWayAreNamed(int method, String said) throws Exception {
        ByteBuffer zip = ByteBuffer.wrap(zip(UTF_8, "a.csv")).order(ByteOrder.LITTLE_ENDIAN);
        zip.putShort(8, (short) method);
        int directory = zip.getInt(zip.capacity() - 6);
        zip.putShort(directory + 10, (short) method);
        assertThat(refused("a.zip", zip.array(), ""))
                .hasMessageContaining("\"a.csv\"")
                .hasMessageContaining(said);
    }

    @Test
    void filesOfOtherProgramsAreNamedWhateverTheyAreCalled() throws Exception {
        byte[] tar = new byte[1024];
        System.arraycopy("a.csv".getBytes(UTF_8), 0, tar, 0, 5);
        System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);
        for (var file : List.of(
                new Object[] {"bzip2", joined("BZh9".getBytes(UTF_8), bytes(0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 1))},
                new Object[] {"xz", bytes(0xFD, '7', 'z', 'X', 'Z', 0, 0)},
                new Object[] {"LZMA", bytes(0x5D, 0, 0, 0x80, 0, 0xFF, 0xFF)},
                new Object[] {"Zstandard", bytes(0x28, 0xB5, 0x2F, 0xFD, 0)},
                new Object[] {"LZ4", bytes(4, 0x22, 0x4D, 0x18, 0)},
                new Object[] {"compress", bytes(0x1F, 0x9D, 0x90, 0)},
                new Object[] {"7-Zip", bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C)},
                new Object[] {"RAR", bytes('R', 'a', 'r', '!', 0x1A, 7)},
                new Object[] {"tar", tar},
                new Object[] {"PDF", "%PDF-1.7\n".getBytes(UTF_8)},
                new Object[] {"PGP", "-----BEGIN PGP MESSAGE-----\n\nabc\n".getBytes(UTF_8)})) {
            byte[] content = (byte[]) file[1];
            for (String options : List.of("", "header='false' encoding='windows-1252'")) {
                assertThat(refused("t.csv", content, options)).hasMessageContaining((String) file[0]);
                assertThat(refused("t.csv.gz", gzipped(content), options)).hasMessageContaining((String) file[0]);
            }
        }
        assertThat(refused("twice.csv.gz", gzipped(gzip("k\n1\n")), "")).hasMessageContaining("compressed itself");
        assertThat(refused("zip.gz", gzipped(zip(UTF_8, "a.csv")), "")).hasMessageContaining("holds another");
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
