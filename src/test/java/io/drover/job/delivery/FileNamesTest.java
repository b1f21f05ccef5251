package io.drover.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.bucket.file.NumberedNames;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How files of deliveries are called. */
class FileNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {".hidden.xml", "a.xml.part", "a.tmp", "a.filepart", "a.xml~"})
    void whatIsBeingWrittenIsLeftAlone(String name) {
        assertThat(FileNames.isTemporary(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xml", "part", "a.part.xml", "a~b.csv"})
    void whatIsWrittenIsNot(String name) {
        assertThat(FileNames.isTemporary(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"stock.csv.gz, stock.csv", "stock.ZIP, stock", ".gz, .gz", "stock.gz.csv, stock.gz.csv"})
    void theWrappingIsTakenOff(String name, String unwrapped) {
        assertThat(FileNames.unwrapped(name)).isEqualTo(unwrapped);
    }

    @ParameterizedTest
    @CsvSource({
        "stock.xml, stock.rejects.xml",
        "stock, stock.rejects",
        ".stock, .stock.rejects",
        "a.b.csv, a.b.rejects.csv"
    })
    void theExtensionStaysLast(String name, String expected) {
        assertThat(NumberedNames.beforeExtension(name, ".rejects")).isEqualTo(expected);
    }

    @Test
    void deliveriesWithoutANameAreInTheOrderOfTime() {
        assertThat(FileNames.of("Poll", Instant.parse("2026-03-01T12:00:00.007Z")))
                .isEqualTo("Poll-20260301-120000-007.xml");
        Iterator<String> files = FileNames.of("Poll");
        assertThat(files.next()).isLessThan(files.next()).endsWith(".xml");
        Iterator<String> folders = FileNames.ofFolder("Poll");
        assertThat(folders.next()).isLessThan(folders.next()).matches("Poll-\\d{8}-\\d{6}-\\d{3}");
        Iterator<String> like = FileNames.like("a.csv");
        assertThat(like.next()).isEqualTo("a.csv");
        assertThat(like.next()).isEqualTo("a-2.csv");
        assertThat(like.next()).isEqualTo("a-3.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "../../a.xml # a.xml",
                "c:\\x\\b.csv # b.csv",
                "a:b*c?.csv # a_b_c_.csv",
                ".profile # delivery.profile",
                "folder/ # delivery",
                "plain.xml # plain.xml"
            })
    void aNameFromOutsideIsOneFileOfThisFolder(String name, String safe) {
        assertThat(FileNames.safe(name)).isEqualTo(safe);
    }
}
