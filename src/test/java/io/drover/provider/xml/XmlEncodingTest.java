package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XmlEncodingTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String BOM = "\uFEFF";
    private static final String BEFORE = "<tables>\n<table tableName='T'>\n<item><column columnName='A'>";
    private static final String AFTER = "</column></item></table></tables>";

    @TempDir
    Path folder;

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments("UTF-8", UTF_8, "", "utf-8", "é€😀"),
                arguments("UTF-8 by another name", UTF_8, "", "UTF8", "é€😀"),
                arguments("UTF-8 with a mark", UTF_8, BOM, "utf-8", "é€😀"),
                arguments("UTF-8 that declares nothing", UTF_8, "", null, "é€😀"),
                arguments("UTF-8 that says it is UTF-16", UTF_8, "", "utf-16", "é€😀"),
                arguments("UTF-8 that says it is UTF-16BE", UTF_8, "", "UTF-16BE", "é€😀"),
                arguments("UTF-8 that says it is UTF-32", UTF_8, "", "UTF-32", "é€😀"),
                arguments("UTF-8 with a mark that says it is UTF-16", UTF_8, BOM, "utf-16", "é€😀"),
                arguments("UTF-8 with a mark that says it is windows-1252", UTF_8, BOM, "windows-1252", "é€😀"),
                arguments("UTF-16LE with a mark", UTF_16LE, BOM, "utf-16", "é€😀"),
                arguments("UTF-16BE with a mark", UTF_16BE, BOM, "utf-16", "é€😀"),
                arguments("UTF-16LE with a mark that says it is UTF-8", UTF_16LE, BOM, "utf-8", "é€😀"),
                arguments("UTF-16LE without a mark", UTF_16LE, "", "utf-16", "é€😀"),
                arguments("UTF-16BE without a mark", UTF_16BE, "", "utf-16", "é€😀"),
                arguments("windows-1252", WINDOWS_1252, "", "windows-1252", "é€"),
                arguments("ISO-8859-1", ISO_8859_1, "", "iso-8859-1", "éÿ"),
                arguments("ASCII", US_ASCII, "", "us-ascii", "e~"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void decodesWhatTheBytesAre(String name, Charset charset, String mark, String declared, String text)
            throws IOException {
        String declaration = declared == null ? "" : "<?xml version=\"1.0\"\n encoding='" + declared + "' ?>";
        byte[] document = (mark + declaration + "<!--\n" + text + " -->" + BEFORE + text + AFTER).getBytes(charset);

        assertThat(Deliveries.read(Deliveries.file(folder, document)))
                .singleElement()
                .satisfies(row -> assertThat(row.values()).containsEntry("A", text));
    }

    /** Longer than any buffer, so that characters lie across their ends. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void decodesLongTexts(String name, Charset charset, String mark, String declared, String text) throws IOException {
        String declaration = declared == null ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";
        for (String shift : new String[] {"", "x", "xy", "xyz"}) {
            String longText = shift + (text + " ").repeat(60_000);
            byte[] document = (mark + declaration + BEFORE + longText + AFTER).getBytes(charset);

            assertThat(Deliveries.read(Deliveries.file(folder, document)).get(0).values())
                    .containsEntry("A", longText);
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("a byte that continues nothing", UTF_8, new Object[] {0x80}, "0x80"),
                arguments("a byte that is never used", UTF_8, new Object[] {0xFF}, "0xFF"),
                arguments("windows-1252 that declares nothing", UTF_8, new Object[] {"caf", 0xE9, " "}, "0xE9"),
                arguments("overlong of two", UTF_8, new Object[] {0xC0, 0x80}, "0xC0"),
                arguments("overlong of three", UTF_8, new Object[] {0xE0, 0x81, 0x81}, "0xE0"),
                arguments("overlong of four", UTF_8, new Object[] {0xF0, 0x80, 0x81, 0x81}, "0xF0"),
                arguments("surrogate", UTF_8, new Object[] {0xED, 0xA0, 0x80}, "0xED"),
                arguments("beyond Unicode", UTF_8, new Object[] {0xF4, 0x90, 0x80, 0x80}, "0xF4"),
                arguments("in CDATA", UTF_8, new Object[] {"<![CDATA[", 0xC0, 0x80, "]]>"}, "0xC0"),
                arguments("in a comment", UTF_8, new Object[] {"<!-- ", 0xC0, 0x80, " -->"}, "0xC0"),
                arguments("in what is skipped", UTF_8, new Object[] {"<b>", 0xC0, 0x80, "</b>"}, "0xC0"),
                arguments("undefined in windows-1252", WINDOWS_1252, new Object[] {0x81}, "0x81"),
                arguments("not ASCII", US_ASCII, new Object[] {0xE9}, "0xE9"),
                arguments("lone low surrogate", UTF_16LE, new Object[] {0x00, 0xDC}, "0x00"),
                arguments("lone high surrogate", UTF_16BE, new Object[] {0xD8, 0x00}, "0xD8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedBytesAreRefusedWhereTheyAre(String name, Charset charset, Object[] bad, String firstBad)
            throws IOException {
        String start = charset.equals(UTF_16LE) || charset.equals(UTF_16BE)
                ? BOM
                : "<?xml version='1.0' encoding='" + charset + "'?>";
        // Far into the file, after what is read at once
        String before = start + "<!--" + "x".repeat(300_000) + "-->\n" + BEFORE;
        int good = Arrays.asList(bad).indexOf(Integer.decode(firstBad));
        int position = Deliveries.bytes(charset, before, Arrays.copyOf(bad, good)).length + 1;
        byte[] all = Deliveries.bytes(charset, before, bad, AFTER);

        DeliveryException e =
                catchThrowableOfType(DeliveryException.class, () -> Deliveries.read(Deliveries.file(folder, all)));

        assertThat(e)
                .hasMessageContaining("byte " + position + " of the file (" + firstBad + ") is not valid " + charset);
        assertThat(e.line()).isEqualTo(4);
        assertThat(e.truncated()).isFalse();
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                        "\u0000",
                        "\u0001",
                        "\u001F",
                        "\uFFFE",
                        "\uFFFF",
                        "&#0;",
                        "&#1;",
                        "&#xD800;",
                        "&#xFFFF;",
                        "&#x110000;")
                .flatMap(text -> Stream.of(UTF_8, UTF_16LE).map(charset -> arguments(text, charset)));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void charactersThatXmlHasNotAreRefused(String text, Charset charset) throws IOException {
        Path file = Deliveries.file(folder, (BOM + BEFORE + "a" + text + AFTER).getBytes(charset));

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> Deliveries.read(file))
                .satisfies(e -> assertThat(e.line()).isEqualTo(3))
                .withMessageContaining("haracter");
    }

    @ParameterizedTest
    @MethodSource("unknownEncodings")
    void anUnknownEncodingIsNamed(String encoding) throws IOException {
        Path file =
                Deliveries.file(folder, ("<?xml version='1.0' encoding='" + encoding + "'?><tables/>").getBytes(UTF_8));

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> Deliveries.read(file))
                .withMessageContaining("the encoding \"" + encoding + "\" that the file declares is not known");
    }

    static Stream<String> unknownEncodings() {
        return Stream.of("klingon", "not a name", "", "x-JISAutoDetect");
    }

    static Stream<Arguments> documents() {
        String document = "<!-- é -->\r\n<tables x='1'><config><a b='c'>t</a></config>\n <table tableName=\"T\">"
                + "<item table='T'><column columnName='A'><![CDATA[xé]]]]><![CDATA[>]]>&amp;&#233;</column>"
                + "<column columnName='B' isNull='true'/></item></table><?pi x?></tables>";
        return Stream.of(
                arguments(UTF_8, "<?xml version='1.0' encoding='utf-8'?>\n" + document.replace("xé", "é€😀")),
                arguments(UTF_8, BOM + document.replace("xé", "é€😀")),
                arguments(UTF_16LE, BOM + "<?xml version='1.0' encoding='utf-16'?>" + document.replace("xé", "😀")),
                arguments(UTF_16BE, BOM + "<?xml version='1.0' encoding='utf-16'?>" + document.replace("xé", "😀")),
                arguments(WINDOWS_1252, "<?xml version='1.0' encoding='windows-1252'?>" + document));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void aDocumentThatEndsTooEarlyIsTruncatedWhereverItEnds(Charset charset, String document) throws IOException {
        byte[] whole = document.getBytes(charset);
        assertThat(Deliveries.read(Deliveries.file(folder, whole))).hasSize(1);
        // One byte of a mark of two could be anything.
        int shortest = charset.equals(UTF_16LE) || charset.equals(UTF_16BE) ? 2 : 1;

        for (int length = shortest; length < whole.length; length++) {
            Path file = Deliveries.file(folder, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(DeliveryException.class)
                    .as("the first %d of %d bytes", length, whole.length)
                    .isThrownBy(() -> Deliveries.read(file))
                    .withMessageContaining("the file ends")
                    .returns(true, DeliveryException::truncated)
                    .satisfies(e -> assertThat(e.line()).isPositive());
        }
    }
}
