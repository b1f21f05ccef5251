package io.drover.dynamicweb;

import static io.drover.dynamicweb.JobFiles.converted;
import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.job;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.source;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the files of a job lie, however Dynamicweb's pages let them be written. */
class PathsOfDynamicwebTest {
    private static final String TO_SQL = destination("Sql", "Catalog=erp");
    private static final String MAPPING = mapping("T", "A key");

    @ParameterizedTest
    @CsvSource({
        "/Files/Integration/in/a.xml, in/a.xml",
        "Files/Integration/in/a.xml, in/a.xml",
        "/files/integration/a.xml, a.xml",
        "Integration/a.xml, a.xml",
        "/Integration/in/a.xml, in/a.xml",
        "\\Integration\\in\\a.xml, in/a.xml",
        "a.xml, ../a.xml",
        "/Files/System/a.xml, ../System/a.xml",
        "/System/a.xml, ../System/a.xml",
        "../System/a.xml, ../System/a.xml",
        "/Files/Integration/../System/a.xml, ../System/a.xml",
        "/Files/Integration, .",
        "/Files, .."
    })
    void areBelowFiles(String path, String expected) {
        assertThat(Paths.belowIntegration(path)).isEqualTo(expected);
    }

    @Test
    void aFileWithAFolderOfItsOwnIsNotLookedForInTheSourcesFolder() throws Exception {
        assertThat(converted(job(
                        source("Xml", "SourceFile=Integration/Products.xml", "SourceFolder=/Files/Integration/in"),
                        TO_SQL,
                        MAPPING)))
                .contains("uri=\"file:{{drover.files}}?fileName=Products.xml&amp;");
    }

    @Test
    void aFolderThatBeginsWithASlashIsBelowFiles() throws Exception {
        assertThat(converted(job(
                        source("Xml", "SourceFolder=/Integration/in", "xslfile=Integration/x.xslt"), TO_SQL, MAPPING)))
                .contains("uri=\"file:{{drover.files}}/in?include=.*\\.xml&amp;", "xslt=\"x.xslt\"");
    }

    @Test
    void theFileOfOlderJobsIsTheSourceOrTheDestination() throws Exception {
        assertThat(converted(job(source("Xml", "Filename=Integration/old.xml"), TO_SQL, MAPPING)))
                .contains("fileName=old.xml");
        assertThat(converted(
                        job(source("Sql", "Catalog=erp"), destination("Xml", "Filename=/Files/x/out.xml"), MAPPING)))
                .contains("file=\"out.xml\"");
    }

    @Test
    void whatLiesBesideIntegrationIsWrittenThere() throws Exception {
        assertThat(converted(job(
                        source("Sql", "Catalog=erp"),
                        destination("Csv", "DestinationFolder=../System/Export"),
                        MAPPING)))
                .contains("folder=\"../System/Export\"");
    }
}
