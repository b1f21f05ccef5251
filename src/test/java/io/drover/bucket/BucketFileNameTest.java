package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files are data, whatever somebody sends. */
class BucketFileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../etc/passwd",
                "a/b.csv",
                "a\\b.csv",
                "/abs",
                "C:evil",
                "a:b",
                "a\u0000b",
                "a\nb",
                "a\tb",
                ".hidden",
                "point.",
                " space",
                "space ",
                "CON",
                "con.csv",
                "Lpt1.txt",
                "NUL",
                "a?b",
                "a*b",
                "a\"b",
                "a<b",
                "a|b",
                "half.part",
                "half.TMP",
                "x.filepart",
                "x~",
                "evil\u202Efdp.exe",
                "\uFEFFbom.csv",
                "lone\uD800.csv",
                "line\u2028.csv"
            })
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> BucketFileName.of(name))
                .isInstanceOfSatisfying(BucketException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(BucketException.Kind.INVALID))
                .hasMessageStartingWith("no file of a bucket may be called '");
    }

    @Test
    void aNameLeavesRoomForWhatIsWrittenBesideTheFile() {
        assertThat(BucketFileName.of("x".repeat(200))).hasSize(200);
        assertThatThrownBy(() -> BucketFileName.of("x".repeat(201))).hasMessageContaining("more than 200 bytes");
        assertThatThrownBy(() -> BucketFileName.of("é".repeat(101))).hasMessageContaining("more than 200 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products_2026-01-31.csv.gz",
                "Größe & Co (1).xlsx",
                "商品.json",
                "a..b",
                "console.csv",
                "#1%41+x;y=z.txt",
                "👍.csv"
            })
    void otherNamesAreTakenAsTheyAre(String name) {
        assertThat(BucketFileName.of(name)).isEqualTo(name);
    }

    @Test
    void unicodesFormsAreOneName() {
        assertThat(BucketFileName.of("Gro\u0308\u00DFe.csv")).isEqualTo("Gr\u00F6\u00DFe.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "products_*.csv, products_1.csv, true",
        "products_*.csv, PRODUCTS_.CSV, true",
        "products_*.csv, products_1.csv.gz, false",
        "store*.*, store, false",
        "?.csv, 商.csv, true",
        "?.csv, ab.csv, false",
        "*, anything, true",
        "a[1].csv, a[1].csv, true",
        "(.+)+$, aaaa, false",
    })
    void aPatternHasTwoSigns(String pattern, String name, boolean matches) {
        assertThat(FilePattern.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void aPatternOfManyStarsTakesNoLongerForThat() {
        assertThat(FilePattern.of("*a".repeat(90) + "b").matches("a".repeat(200)))
                .isFalse();
    }
}
