package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableOptions;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.join.InsertStaging;
import io.drover.provider.sql.join.JoinMerge;
import io.drover.provider.sql.sqlserver.SqlServerDialect;
import io.drover.provider.sql.sqlserver.SqlServerSyntax;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The SQL that SQL Server gets; there is none to run it in the tests. */
class SqlServerTest {
    private static final DestinationColumn ID = column("Id", "int", 4);
    private static final DestinationColumn NAME = column("Na\"me", "nvarchar", 80);
    private static final DestinationColumn DOC = column("Doc", "xml", -1);
    private static final DestinationTable TABLE =
            new DestinationTable("dbo", "Item", List.of(ID, NAME, DOC), List.of("Id"));

    private static DestinationColumn column(String name, String type, int bytes) {
        String collation = type.equals("nvarchar") ? "Danish_Norwegian_CI_AS" : null;
        return SqlServerDialect.column(name, type, bytes, 10, 2, collation, true, false, false);
    }

    private static JoinMerge merge(TableOptions options, Set<DestinationColumn> keptWhenNull, DestinationColumn key) {
        return new JoinMerge(
                TABLE,
                List.of(key, NAME, DOC),
                List.of(key),
                new WriteOptions(options, Set.of(), keptWhenNull),
                "#rows",
                new SqlServerSyntax());
    }

    @Test
    void describesTypes() {
        assertThat(NAME.typeName()).isEqualTo("nvarchar(40) COLLATE Danish_Norwegian_CI_AS");
        assertThat(NAME.size()).isEqualTo(40);
        assertThat(column("x", "varchar", -1).typeName()).isEqualTo("varchar(max)");
        assertThat(column("x", "decimal", 9).typeName()).isEqualTo("decimal(10,2)");
        assertThat(column("x", "timestamp", 8).generated()).isTrue();
        assertThat(InsertStaging.definition(List.of(ID, NAME)))
                .isEqualTo("(seq int NOT NULL, c0 int NULL, c1 nvarchar(40) COLLATE Danish_Norwegian_CI_AS NULL)");
    }

    @Test
    void writesWhatRequestsOfODataAskInItsOwnWay() {
        SqlServerSyntax syntax = new SqlServerSyntax();
        assertThat(syntax.length("[x]")).isEqualTo("(LEN([x] + N'.') - 1)");
        assertThat(syntax.position("?", "[x]")).isEqualTo("CHARINDEX(?, [x])");
        assertThat(syntax.substring("[x]", "?")).isEqualTo("SUBSTRING([x], ?, 2147483647)");
        assertThat(syntax.datePart("YEAR", "[x]")).isEqualTo("DATEPART(YEAR, [x])");
        assertThat(syntax.rounded("[x]")).isEqualTo("ROUND([x], 0)");
        assertThat(syntax.rows()).isEqualTo("OFFSET ? ROWS FETCH NEXT ? ROWS ONLY");
    }

    @Test
    void saysWhatColumnsTake() {
        assertThat(column("x", "datetime2", 8).scale()).isEqualTo(2);
        assertThat(column("x", "money", 8).type()).isEqualTo(ColumnType.DECIMAL);
        assertThat(DOC.dataType().takes(Special.EMPTY)).isTrue();
        for (String type : List.of("sql_variant", "hierarchyid", "geometry", "geography")) {
            assertThat(column("x", type, 892).dataType().takes(Special.NOTHING))
                    .as(type)
                    .isTrue();
        }
    }

    @Test
    void updatesByAJoinWhatDiffers() {
        JoinMerge merge = merge(TableOptions.UPSERT, Set.of(NAME), ID);
        assertThat(merge.update())
                .isEqualTo(
                        """
                        UPDATE t SET t."Na""me" = coalesce(s.c1, t."Na""me"), t."Doc" = s.c2 FROM "dbo"."Item" t \
                        JOIN #rows s ON t."Id" = s.c0 WHERE \
                        (EXISTS (SELECT t."Na""me" COLLATE Latin1_General_BIN2 EXCEPT \
                        SELECT coalesce(s.c1, t."Na""me") COLLATE Latin1_General_BIN2) OR \
                        EXISTS (SELECT CAST(t."Doc" AS nvarchar(max)) EXCEPT SELECT CAST(s.c2 AS nvarchar(max))))""");
    }

    @Test
    void insertsWhatIsNewAlsoIntoIdentityColumns() {
        String insert =
                """
                INSERT INTO "dbo"."Item" ("Id", "Na""me", "Doc") SELECT s.c0, s.c1, s.c2 FROM #rows s \
                WHERE NOT EXISTS (SELECT 1 FROM "dbo"."Item" t WHERE t."Id" = s.c0)""";
        assertThat(merge(TableOptions.UPSERT, Set.of(), ID).insert()).isEqualTo(insert);
        DestinationColumn identity = SqlServerDialect.column("Id", "int", 4, 10, 0, null, false, true, false);
        assertThat(merge(TableOptions.UPSERT, Set.of(), identity).insert())
                .isEqualTo("SET IDENTITY_INSERT \"dbo\".\"Item\" ON; " + insert
                        + "; SET IDENTITY_INSERT \"dbo\".\"Item\" OFF");
    }

    @Test
    void deletesWhatComes() {
        TableOptions options = TableOptions.UPSERT.withDeleteIncoming(true);
        assertThat(merge(options, Set.of(), ID).delete())
                .isEqualTo("DELETE t FROM \"dbo\".\"Item\" t JOIN #rows s ON t.\"Id\" = s.c0");
    }
}
