package io.drover.dynamicweb;

import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.job;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code drover job convert --report}: what Dynamicweb does beside what the converted job does. */
class BehaviourReportTest {
    private static final List<String> FILES = List.of("Xml", "Csv", "Excel");
    private static final List<String> DATABASES = List.of("Sql", "Dynamicweb", "Ecom", "User", "Order");

    @TempDir
    private Path folder;

    static Stream<Arguments> providers() {
        return Stream.of("source", "destination").flatMap(side -> Stream.concat(FILES.stream(), DATABASES.stream())
                .map(provider -> Arguments.of(side, provider)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("providers")
    void namesEachOptionOfAProviderOnce(String side, String provider) {
        Set<String> seen = new HashSet<>();
        assertThat(Behaviours.of(side, provider)).isNotEmpty().allSatisfy(behaviour -> {
            assertThat(behaviour.options()).allMatch(seen::add);
            assertThat(behaviour.dynamicweb()).isNotBlank();
            assertThat(behaviour.drover()).isNotBlank();
        });
    }

    @Test
    void ofAJobHasItsProvidersOnlyWithWhatTheJobSays() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Shop.xml"),
                job(
                        source("Xml", "SourceFile=in.xml"),
                        destination("Ecom", "UseProductIdFoundByNumber=True", "RepositoriesIndexUpdate=A.index-B"),
                        mapping("EcomProducts", "ProductId key", "RelatedProducts")));

        DynamicwebFile.JobReport report = DynamicwebFile.report(file);

        assertThat(report.refused()).isTrue();
        assertThat(report.text())
                .contains(
                        "| UseProductIdFoundByNumber=True | `UseProductIdFoundByNumber` | refused |",
                        "| SourceFile=in.xml | `SourceFile`, ",
                        "### Refused",
                        "the column EcomProducts.RelatedProducts is virtual",
                        "### Told in each execution",
                        "RepositoriesIndexUpdate=A.index-B")
                .doesNotContain("Destination Csv", "ExportNotYetExportedOrders");
    }

    @Test
    void doesNotShowSecrets() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Shop.xml"),
                job(source("Sql", "Password=pass-1", "Catalog=erp"), destination("Xml"), mapping("T", "A")));

        assertThat(DynamicwebFile.report(file).text()).contains("Password=...").doesNotContain("pass-1");
    }
}
