package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSettingsTest {
    @Test
    void whatADocumentSaysAboutTheLoadingOfItsTablesIsInTheirOptions() throws IOException {
        List<RecordBatch> batches = XmlDocuments.batches(
                """
                <tables batchId="{1}" ExportIsDone="false">
                  <config>
                    <source><setting field="SourceDecimalSeparator">,</setting></source>
                    <destination><setting field="PartialUpdate"><![CDATA[True]]></setting></destination>
                    <productCustomField name="Material" systemName="Material"/>
                    <table tableName="NotThis"><item><c columnName="A">1</c></item></table>
                  </config>
                  <table tableName="P" RemoveMissingAfterImport="True"><item><c columnName="A">1</c></item></table>
                  <table tableName="Q"><item><c columnName="A">1</c></item></table>
                  <table tableName="P" DiscardDuplicates="True"><item><c columnName="A">2</c></item></table>
                </tables>"""
                        .getBytes(UTF_8),
                XmlDocuments.DETECTED,
                null);

        assertThat(batches).extracting(batch -> batch.table().name()).containsExactly("P", "Q", "P");
        Map<String, String> ofAll = Map.of(
                "batchId", "{1}", "ExportIsDone", "false", "SourceDecimalSeparator", ",", "PartialUpdate", "True");
        assertThat(batches.get(0).table().options())
                .containsAllEntriesOf(ofAll)
                .hasSize(5)
                .containsEntry("RemoveMissingAfterImport", "True");
        assertThat(batches.get(1).table().options()).isEqualTo(ofAll);
        assertThat(batches.get(2).table().options())
                .containsEntry("DiscardDuplicates", "True")
                .doesNotContainKey("RemoveMissingAfterImport");
    }
}
