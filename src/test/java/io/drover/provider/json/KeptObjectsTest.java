package io.drover.provider.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of records as one value, for columns of JSON; and documents in every encoding of Unicode. */
class KeptObjectsTest {
    private static final String DOCUMENT =
            "[{\"id\":1,\"a\":{\"x\":1.50,\"y\":{\"z\":\"q\\\"\"},\"l\":[1,{\"e\":{}}]},\"b\":{\"c\":{\"d\":null}}},{\"id\":2,\"a\":{},\"b\":{}}]";

    @TempDir
    private Path folder;

    private List<String> read(JsonSource format, Path file, RejectsWriter rejects) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RecordReader reader =
                format.opener(new SourceFormat.Context(folder, Set.of())).open(DeliveryFile.of(file))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < batch.columns().size(); i++) {
                        if (record.value(i) != null) {
                            values.add(batch.columns().get(i) + "=" + record.value(i));
                        }
                    }
                    lines.add(String.join(", ", values));
                    if (rejects != null) {
                        rejects.add(batch.table(), record, "why");
                    }
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a      | id=1, a={\"x\":1.50,\"y\":{\"z\":\"q\\\"\"},\"l\":[1,{\"e\":{}}]} | id=2, a={}",
                "A, b.C | id=1, a={\"x\":1.50,\"y\":{\"z\":\"q\\\"\"},\"l\":[1,{\"e\":{}}]}, b.c={\"d\":null} | id=2, a={}",
                "*      | id=1, a={\"x\":1.50,\"y\":{\"z\":\"q\\\"\"},\"l\":[1,{\"e\":{}}]}, b={\"c\":{\"d\":null}} | id=2, a={}, b={}",
                "a.y    | id=1, a.x=1.50, a.y={\"z\":\"q\\\"\"}, a.l=[1,{\"e\":{}}] | id=2",
            })
    void areTheirJsonTextAlsoInRejects(String kept, String first, String second) throws Exception {
        JsonSource format = TestFormats.source(JsonSource.class, "<json keepObjects='" + kept + "'/>");
        Path file = Files.writeString(folder.resolve("T.json"), DOCUMENT);
        Path rejected = folder.resolve("T.rejects.json");
        try (RejectsWriter rejects = format.rejects(file, rejected)) {
            assertThat(read(format, file, rejects)).containsExactly(first, second);
            rejects.finish();
        }
        assertThat(read(format, rejected, null)).containsExactly(first, second);
    }

    @Test
    void theMembersOfOthersAreColumns() throws Exception {
        Path file = Files.writeString(folder.resolve("T.json"), DOCUMENT);
        assertThat(read(new JsonSource(), file, null))
                .containsExactly("id=1, a.x=1.50, a.y.z=q\", a.l=[1,{\"e\":{}}]", "id=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void documentsOfEveryEncodingAreRead(String encoding) throws Exception {
        for (String mark : List.of("", "\uFEFF")) {
            Path file = Files.write(
                    folder.resolve("T.json"),
                    (mark + "[{\"k\":\"é\uD83D\uDE00\"}]").getBytes(Charset.forName(encoding)));
            assertThat(read(new JsonSource(), file, null)).containsExactly("k=é\uD83D\uDE00");
        }
    }
}
