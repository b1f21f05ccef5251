package io.drover.provider.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.csv.CsvSource;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.json.JsonSource;
import io.drover.provider.xml.XmlSource;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rejects that are dropped again as they are: each record is what it was, and one that was unusable still is. */
class UnmendedRejectsTest {
    private static final String ODD = "it\u0092s \u007f\u0085\u009f";

    @TempDir
    private Path folder;

    /** A delivery: {@code unusable} of its records are so for themselves. */
    enum Delivery {
        CSV(CsvSource.class, "<csv/>", UTF_8, "a;b\n1;" + ODD + "\n2\n3;x;y\n4;\u4FA1\u683C\n", 2),
        CSV_OF_ANOTHER_ENCODING(
                CsvSource.class,
                "<csv encoding='windows-1252'/>",
                UTF_8,
                "\uFEFFa;b\n1;\u4FA1\u683C\n2\n3;\u20AC\n",
                1),
        CSV_UTF16(CsvSource.class, "<csv encoding='UTF-16LE'/>", UTF_8, "\uFEFFa;b\n1;\u4FA1\u683C\n2\n3;\u20AC\n", 1),
        FIXED(CsvSource.class, "<csv fixedWidths='2,2' header='false'/>", UTF_8, "a b\n1 xxyy\n2 \u4FA1\n", 1),
        JSON(
                JsonSource.class,
                "<json/>",
                UTF_8,
                "[{\"a\":1,\"b\":\"" + ODD
                        + "\"},{\"a\":2,\"a\":3},7,{\"a\":\"\\ud800x\\udc00\"},{\"a\":\"\uD83D\uDE00\"}]",
                2),
        TABLES(
                XmlSource.class,
                "<xml/>",
                ISO_8859_1,
                "<?xml version='1.0' encoding='ISO-8859-1'?><tables><table tableName='T'>"
                        + item("<c columnName='a'>1</c>")
                        + item("<c columnName='a'>" + ODD + "</c>")
                        + item("<c columnName='a'>2</c><c columnName='a'>3</c>")
                        + item("<c columnName='a'>x<b/>y</c>") + item("<c>nameless</c>") + "</table></tables>",
                3),
        ELEMENTS(
                XmlSource.class,
                "<xml/>",
                ISO_8859_1,
                "<?xml version='1.0' encoding='ISO-8859-1'?><Document><T><A>" + ODD + "</A></T><T><A>2</A>text</T>"
                        + "<T><A>1</A><A>2</A></T><T><A>3</A></T></Document>",
                3),
        ATTRIBUTES(
                XmlSource.class,
                "<xml/>",
                ISO_8859_1,
                "<?xml version='1.0' encoding='ISO-8859-1'?><Document><T A='" + ODD
                        + "'/><T A='2'>text</T><T A='3'/></Document>",
                2),
        PATHS(
                XmlSource.class,
                "<xml records='/r/t'><column name='a' path='a'/><column name='b' path='b'/></xml>",
                ISO_8859_1,
                "<?xml version='1.0' encoding='ISO-8859-1'?><r><t><a>" + ODD
                        + "</a></t><t><a>1</a><a>2</a></t><t><b>3</b></t></r>",
                1);

        private final Class<? extends SourceFormat> type;
        private final String source;
        private final Charset charset;
        private final String content;
        private final int unusable;

        Delivery(Class<? extends SourceFormat> type, String source, Charset charset, String content, int unusable) {
            this.type = type;
            this.source = source;
            this.charset = charset;
            this.content = content;
            this.unusable = unusable;
        }

        private static String item(String columns) {
            return "<item>" + columns + "</item>";
        }
    }

    /** The values of each record, and whether it is unusable; all are rejected when there are rejects. */
    private List<String> read(SourceFormat format, Path file, RejectsWriter rejects) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RecordReader reader =
                format.opener(new SourceFormat.Context(folder, Set.of())).open(DeliveryFile.of(file))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    lines.add(
                            record.problem() == null
                                    ? Arrays.toString(record.values()).replaceAll("(, null)+]", "]")
                                    : "unusable");
                    if (rejects != null) {
                        assertThat(rejects.show(batch.table(), record)).doesNotContain("\uFFFD");
                        rejects.add(batch.table(), record, "a reason that quotes \u4FA1\u683C\u0007");
                    }
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void areWhatTheyWere(Delivery delivery) throws Exception {
        SourceFormat format = TestFormats.source(delivery.type, delivery.source);
        Path file = Files.write(folder.resolve("T.dat"), delivery.content.getBytes(delivery.charset));
        List<String> before = null;
        for (int round = 0; round < 3; round++) {
            Path target = folder.resolve("T.rejects-" + (round + 2) + ".dat");
            try (RejectsWriter rejects = format.rejects(file, target)) {
                List<String> lines = read(format, file, rejects);
                rejects.finish();
                assertThat(lines)
                        .as("round %s of %s", round, delivery)
                        .filteredOn("unusable"::equals)
                        .hasSize(delivery.unusable);
                assertThat(lines).isEqualTo(before == null ? lines : before);
                before = lines;
            }
            file = target;
        }
    }
}
