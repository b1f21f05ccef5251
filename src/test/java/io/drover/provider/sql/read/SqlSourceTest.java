package io.drover.provider.sql.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.text.NamedSql;
import io.drover.job.definition.JobDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSourceTest {
    @TempDir
    Path folder;

    @Test
    void readsTablesQueriesAndParameters() throws IOException {
        Path file = Files.writeString(
                folder.resolve("j.xml"),
                """
                <job name='j'><source><sql dataSource="erp" schema="dbo">
                  <table name="Orders" watermark="UpdatedAt"/>
                  <query name="Lines" watermark="Changed" start="2026-01-01">
                    SELECT * FROM Lines WHERE Changed > :watermark AND Shop = :shop AND Text &lt;> ':x';
                  </query>
                  <parameter name="shop" value="{{env:SHOP}}"/>
                </sql></source><destination><sql/></destination></job>""");

        SqlSource source =
                (SqlSource) DefinitionLoader.read(JobDefinition.class, file).source();

        NamedSql query = new NamedSql(
                "SELECT * FROM Lines WHERE Changed > :watermark AND Shop = :shop AND Text <> ':x'",
                "SELECT * FROM Lines WHERE Changed > ? AND Shop = ? AND Text <> ':x'",
                List.of("watermark", "shop"));
        assertThat(source.dataSource()).isEqualTo("erp");
        assertThat(source.schema()).isEqualTo("dbo");
        assertThat(source.inputs())
                .extracting(SqlInput::name, SqlInput::query, SqlInput::watermark, SqlInput::start, input -> input.line)
                .containsExactly(
                        tuple("Orders", null, "UpdatedAt", null, 2), tuple("Lines", query, "Changed", "2026-01-01", 3));
        assertThat(source.parameters()).isEqualTo(Map.of("shop", "{{env:SHOP}}"));
        assertThat(source.afterwards()).isEmpty();
        assertThat(source.withParameters(Map.of("shop", "a")).parameters()).isEqualTo(Map.of("shop", "a"));
    }
}
