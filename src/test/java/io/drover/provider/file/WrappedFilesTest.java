package io.drover.provider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries in gzip and zip, honest and hostile ones (rows 19 and 20 of the promises). */
class WrappedFilesTest {
    private static final int DIRECTORY_ENTRY = 0x02014b50;

    @TempDir
    Path folder;

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A zip of entries with these names, each with its number as content. */
    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < names.length; i++) {
                zip.putNextEntry(new ZipEntry(names[i]));
                zip.write(names[i].endsWith("/") ? new byte[0] : text("content " + i));
            }
        }
        return bytes.toByteArray();
    }

    /** Changes a field of the directory's first entry. */
    private static byte[] changed(byte[] zip, int offset, int value, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != DIRECTORY_ENTRY) {
            at++;
        }
        if (length == 2) {
            buffer.putShort(at + offset, (short) value);
        } else {
            buffer.putInt(at + offset, value);
        }
        return zip;
    }

    private static List<String> read(Path delivery) throws IOException {
        List<String> files = new ArrayList<>();
        try (DeliveryFiles opened = DeliveryFiles.open(delivery)) {
            for (DeliveryFile file : opened.files()) {
                try (InputStream in = file.open()) {
                    files.add(file.name() + "=" + new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static void assertRefused(Path delivery, String message) {
        assertThatThrownBy(() -> read(delivery))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(message);
    }

    // ---- Honest ones -----------------------------------------------------------------------------------------------

    @Test
    void gzipIsReadAsWhatItHoldsWhateverItIsCalled() throws Exception {
        assertThat(read(write("stock.csv.gz", gzip(text("a;b"))))).containsExactly("stock.csv=a;b");
        assertThat(read(write("stock.csv", gzip(text("a;b"))))).containsExactly("stock.csv=a;b");
        assertThat(read(write("stock.gz", text("not compressed")))).containsExactly("stock.gz=not compressed");
    }

    @Test
    void aZipIsReadAsTheFilesInItInTheOrderOfTheirNames() throws Exception {
        assertThat(read(write("a.zip", zip("b.csv", "sub/", "sub\\a.csv", ".DS_Store", "__MACOSX/b.csv", "Ærø.csv"))))
                .containsExactly("a.csv=content 2", "b.csv=content 0", "Ærø.csv=content 5");
        try (DeliveryFiles opened = DeliveryFiles.open(write("a.zip", zip("b.csv")))) {
            DeliveryFile file = opened.files().get(0);
            for (int i = 0; i < 3; i++) {
                try (InputStream in = file.open()) {
                    assertThat(in.readAllBytes()).asString().isEqualTo("content 0");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Content_Types].xml", "Manifest.xml", "PackageHeader.xml"})
    void workbooksAndDataPackagesAreLeftWhole(String tellingName) throws Exception {
        byte[] zip = zip("some.xml", tellingName);
        try (DeliveryFiles opened = DeliveryFiles.open(write("whole.zip", zip))) {
            assertThat(opened.files()).hasSize(1);
            try (InputStream in = opened.files().get(0).open()) {
                assertThat(in.readAllBytes()).isEqualTo(zip);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<tables/>|xml", "' [{}]'|json", "'{}'|json", "Id;Name|csv", "'\uFEFF<a/>'|xml", "''|csv"})
    void contentIsToldByItsFirstCharacters(String content, String expected) throws Exception {
        assertThat(Detection.of(DeliveryFile.of(write("file", text(content)))).element())
                .isEqualTo(expected);
        assertThat(Detection.of(DeliveryFile.of(write("file", content.getBytes(StandardCharsets.UTF_16LE))))
                        .element())
                .isEqualTo(expected);
    }

    @Test
    void contentOfZipsIsToldByTheirEntries() throws Exception {
        assertThat(Detection.ofZip(DeliveryFile.of(write("f", zip("a.xml", "[Content_Types].xml"))))
                        .map(Format::element))
                .contains("excel");
        assertThat(Detection.ofZip(DeliveryFile.of(write("f", zip("a.xlsx", "manifest.XML"))))
                        .map(Format::element))
                .contains("package");
        assertThat(Detection.ofZip(DeliveryFile.of(write("f", zip("sub/Manifest.xml"))))
                        .map(Format::element))
                .isEmpty();
    }

    // ---- Bombs -----------------------------------------------------------------------------------------------------

    @Test
    void bombsAreStoppedByWhatIsInflatedNotByWhatTheyState() throws Exception {
        byte[] zeros = new byte[1024 * 1024];
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }
        assertRefused(write("bomb.csv.gz", gzip.toByteArray()), "becomes more than 250 times as large");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int entry = 0; entry < 4; entry++) {
                zip.putNextEntry(new ZipEntry("part" + entry + ".csv"));
                for (int i = 0; i < 20; i++) {
                    zip.write(zeros);
                }
            }
        }
        byte[] lying = changed(bytes.toByteArray(), 24, 10, 4);
        assertRefused(write("bomb.zip", lying), ""); // whichever is noticed first
        assertRefused(write("bomb2.zip", bytesOf(bytes)), "becomes more than 250 times as large");
    }

    private static byte[] bytesOf(ByteArrayOutputStream bytes) {
        return bytes.toByteArray();
    }

    @Test
    void zipsOfTooManyEntriesAreNotOpened() throws Exception {
        String[] names = new String[ZipDirectory.MAX_ENTRIES + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "f" + i;
        }
        assertRefused(write("many.zip", zip(names)), "more than 10000 entries");
    }

    @Test
    void zipsWithinZipsAreRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("inner.zip"));
            zip.write(zip("a.csv"));
        }
        assertRefused(write("outer.zip", bytes.toByteArray()), "the zip holds another zip, inner.zip");
    }

    // ---- Names -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../evil.csv|leads out of the zip",
                "a/../../evil.csv|leads out of the zip",
                "..\\evil.csv|leads out of the zip",
                "/etc/passwd|has an absolute path",
                "C:\\evil.csv|has an absolute path",
                "\\\\server\\share|has an absolute path",
                "sub/NUL|has the name of a device",
                "com1.csv|has the name of a device",
                "a\u0001b.csv|has characters in its name",
                "a\u202Evsc.csv|has characters in its name"
            })
    void entriesWithNamesThatNoHonestZipHasAreRefused(String name, String message) throws Exception {
        assertRefused(write("names.zip", zip("good.csv", name)), message);
    }

    @Test
    void namesThatAreThereTwiceAreRefused() throws Exception {
        assertRefused(write("case.zip", zip("Stock.csv", "STOCK.csv")), "\"STOCK.csv\" of the zip is there twice");
        assertRefused(write("slash.zip", zip("a/b.csv", "a\\b.csv")), "is there twice");
        assertRefused(write("form.zip", zip("\u00C5.csv", "A\u030A.csv")), "is there twice");
    }

    @Test
    void symbolicLinksAreRefused() throws Exception {
        byte[] link = changed(zip("link.csv"), 38, 0xA1FF << 16, 4);
        assertRefused(write("link.zip", link), "\"link.csv\" of the zip is a symbolic link");
    }

    // ---- Damaged ones ----------------------------------------------------------------------------------------------

    @Test
    void encryptedDamagedAndEmptyZipsSaySo() throws Exception {
        assertRefused(write("locked.zip", changed(zip("a.csv"), 8, 1, 2)), "is encrypted: pack it without a password");
        assertRefused(write("crc.zip", changed(zip("a.csv"), 16, 12345, 4)), "is damaged (its checksum is wrong)");
        assertRefused(write("empty.zip", zip()), "holds no files");
        assertRefused(write("folders.zip", zip("a/", "b/")), "holds no files");
        byte[] broken = zip("a.csv");
        broken[broken.length - 10] ^= 0x55; // the size of the directory
        assertRefused(write("broken.zip", broken), "damaged");
    }

    @Test
    void filesThatWereCutOffAreTold() throws Exception {
        byte[] zip = zip("a.csv", "b.csv");
        byte[] gzip = gzip(text("some content that takes a few bytes"));
        for (Path cut : List.of(
                write("cut.zip", Arrays.copyOf(zip, zip.length / 2)),
                write("cut.gz", Arrays.copyOf(gzip, gzip.length - 12)),
                write("head.gz", Arrays.copyOf(gzip, 5)))) {
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.truncated())
                            .isTrue())
                    .hasMessageContaining("cut off");
        }
        byte[] damaged = gzip(text("x".repeat(1000) + "abc".repeat(50)));
        damaged[15] ^= 0x7F;
        assertRefused(write("damaged.gz", damaged), "damaged");
    }
}
