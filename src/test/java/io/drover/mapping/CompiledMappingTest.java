package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ColumnMappings;
import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.RecordSelection;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.TableOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompiledMappingTest {
    private static final DestinationTable PRODUCTS = new DestinationTable(
            "public",
            "Products",
            List.of(
                    column("AutoId", ColumnType.BIGINT, true, true),
                    column("ProductId", ColumnType.TEXT, false, false),
                    column("LanguageId", ColumnType.TEXT, false, false),
                    column("Name", ColumnType.TEXT, true, false),
                    column("Price", ColumnType.DECIMAL, true, false),
                    column("Stock", ColumnType.INTEGER, false, false)),
            List.of("ProductId", "LanguageId"));

    private final List<String> results = new ArrayList<>();
    private final MappingSink sink = new MappingSink() {
        @Override
        public void mapped(MappedRow row) {
            results.add(List.of(Stream.of(row.values()).map(String::valueOf).toArray())
                    .toString());
        }

        @Override
        public void filtered(SourceRecord record) {
            results.add("filtered");
        }

        @Override
        public void rejected(SourceRecord record, List<ValueProblem> problems) {
            results.add(problems.toString());
        }
    };

    private static DestinationColumn column(String name, ColumnType type, boolean nullable, boolean generated) {
        return new DestinationColumn(name, DataType.ofFile(type), nullable, generated, false);
    }

    private static MappingDefinition definition(
            boolean automatic, List<ColumnDefinition> columns, List<String> keys, ConditionDefinition... conditions) {
        return new MappingDefinition(
                "Item",
                "Products",
                new ColumnMappings(automatic, columns, keys, SchemaChange.FAIL),
                new RecordSelection(List.of(conditions), null),
                TableOptions.UPSERT,
                12);
    }

    private static CompiledMapping compile(MappingDefinition definition, String... sourceColumns)
            throws DestinationException {
        return CompiledMapping.compile(
                definition,
                PRODUCTS,
                new SourceTable("Item", List.of(sourceColumns)),
                new SourceTexts('.', true),
                Mappings.CONTEXT);
    }

    private static SourceRecord source(String... values) {
        return new SourceRecord(1, 1, values, null);
    }

    private static List<String> names(List<DestinationColumn> columns) {
        return columns.stream().map(DestinationColumn::name).toList();
    }

    @Test
    void mapsEqualNamesWhateverTheirCaseButNoGeneratedColumns() throws DestinationException {
        CompiledMapping mapping =
                compile(MappingDefinition.automatic("Products"), "autoid", "LANGUAGEID", "productid", "Stock");

        assertThat(names(mapping.columns())).containsExactly("LanguageId", "ProductId", "Stock");
        assertThat(names(mapping.keys())).containsExactly("ProductId", "LanguageId");
        mapping.map(source("1", "L", "P", "5"), sink);
        assertThat(results).containsExactly("[L, P, 5]");
    }

    @Test
    void explicitColumnsComeBeforeAutomaticOnes() throws DestinationException {
        CompiledMapping mapping = compile(
                definition(true, List.of(new ColumnDefinition("Title", "name")), List.of()),
                "Name",
                "Title",
                "ProductId",
                "LanguageId");

        mapping.map(source("ignored", "title", "P", "L"), sink);
        assertThat(names(mapping.columns())).containsExactly("Name", "ProductId", "LanguageId");
        assertThat(results).containsExactly("[title, P, L]");
    }

    @Test
    void aRecordsProblemsAreListedByColumn() throws DestinationException {
        CompiledMapping mapping =
                compile(MappingDefinition.automatic("Products"), "ProductId", "LanguageId", "Price", "Stock", "Name");

        mapping.map(source(null, "", "1,5", ""), sink);
        mapping.map(new SourceRecord(2, 9, new String[0], "has the column ProductId twice"), sink);
        mapping.map(source("P", "", "1.5", "3"), sink);

        assertThat(results.get(0))
                .startsWith("[ProductId is required: it is a key column, Price is not a number: the source's"
                        + " decimalSeparator is '.', the value has ','")
                .endsWith("Stock is required]");
        assertThat(results.get(1)).isEqualTo("[has the column ProductId twice]");
        assertThat(results.get(2)).isEqualTo("[P, , 1.5, 3, null]");
    }

    @Test
    void growsWithTheColumnsOfTheSource() throws DestinationException {
        MappingDefinition definition = definition(
                false,
                List.of(
                        new ColumnDefinition("id", "ProductId"),
                        new ColumnDefinition("lang", "LanguageId"),
                        new ColumnDefinition("title", "Name"),
                        new ColumnDefinition("cost", "Price")),
                List.of());
        CompiledMapping mapping = compile(definition, "id", "lang");
        List<String> wider = List.of("id", "lang", "other", "Title");

        mapping.map(new RecordBatch(new SourceTable("Item", List.of("id", "lang")), List.of(source("1", "L"))), sink);
        assertThat(mapping.covers(wider)).isTrue();
        mapping.map(
                new RecordBatch(new SourceTable("Item", wider), List.of(source("2", "L", "x", "t"), source("3", "L"))),
                sink);

        assertThat(results).containsExactly("[1, L, null, null]", "[2, L, t, null]", "[3, L, null, null]");
        assertThat(mapping.unseenColumns()).containsExactly("cost");
    }

    @Test
    void aLateColumnOfAnAutomaticMappingIsNotCovered() throws DestinationException {
        CompiledMapping mapping = compile(MappingDefinition.automatic("Products"), "ProductId", "LanguageId");
        assertThat(mapping.covers(List.of("ProductId", "LanguageId", "AutoId"))).isTrue();
        assertThat(mapping.covers(List.of("ProductId", "LanguageId", "name"))).isFalse();
    }

    @Test
    void keysComeFromTheDefinitionElseFromAPrimaryKeyThatIsMapped() throws DestinationException {
        assertThat(names(compile(definition(true, List.of(), List.of("name")), "Name", "Stock")
                        .keys()))
                .containsExactly("Name");
        assertThat(compile(MappingDefinition.automatic("Products"), "Name", "ProductId")
                        .keys())
                .isEmpty();
    }

    @Test
    void tellsTheKeyOfARecordThatIsNotLoaded() throws DestinationException {
        CompiledMapping mapping = compile(MappingDefinition.automatic("Products"), "ProductId", "LanguageId", "Stock");
        assertThat(mapping.key(source("P", "L", "many"))).containsExactly("P", "L");
        assertThat(mapping.key(source("P", null, "1"))).isNull();
    }

    @Test
    void namesAreTheSameInEveryFormOfUnicodeAndTwoWhereTheirCaseTells() throws DestinationException {
        DestinationTable table = new DestinationTable(
                "public",
                "T",
                List.of(
                        column("Gro\u0308\u00DFe", ColumnType.TEXT, true, false),
                        column("H\u00F6he", ColumnType.TEXT, true, false),
                        column("a", ColumnType.TEXT, true, false),
                        column("A", ColumnType.TEXT, true, false)),
                List.of());
        CompiledMapping mapping = CompiledMapping.compile(
                MappingDefinition.automatic("T"),
                table,
                new SourceTable("T", List.of("Gr\u00F6\u00DFe", "Ho\u0308he", "A", "a")),
                new SourceTexts('.', true),
                Mappings.CONTEXT);
        mapping.map(source("1", "2", "large", "small"), sink);
        assertThat(names(mapping.columns())).containsExactly("Gro\u0308\u00DFe", "H\u00F6he", "A", "a");
        assertThat(results).containsExactly("[1, 2, large, small]");
    }

    @Test
    void theKeyOfABrokenRecordIsKnownOnlyWhereItsValuesAreTheSources() throws DestinationException {
        CompiledMapping mapping = compile(MappingDefinition.automatic("Products"), "ProductId", "LanguageId", "Stock");
        String[] values = {"P", "L", "#N/A"};
        BitSet stock = new BitSet();
        stock.set(2);
        BitSet language = new BitSet();
        language.set(1);
        assertThat(mapping.key(new SourceRecord(1, 1, values, "cell C1 is bad", stock)))
                .containsExactly("P", "L");
        assertThat(mapping.key(new SourceRecord(1, 1, values, "cell B1 is bad", language)))
                .isNull();
        assertThat(mapping.key(new SourceRecord(1, 1, values, "the row has 3 values, the table 2 columns")))
                .isNull();
    }

    @Test
    void namesWhatIsWrongInTheDefinition() {
        assertThatThrownBy(() -> compile(definition(true, List.of(new ColumnDefinition("a", "Nmae")), List.of()), "a"))
                .isInstanceOf(DestinationException.class)
                .hasMessage(
                        "line 12, mapping Item -> Products: table Products has no column Nmae; similar columns: Name");
        assertThatThrownBy(() -> compile(
                        definition(
                                true,
                                List.of(new ColumnDefinition("a", "Name"), new ColumnDefinition("b", "NAME")),
                                List.of()),
                        "a"))
                .hasMessageContaining("Name is mapped from both a and b");
        assertThatThrownBy(() -> compile(definition(true, List.of(), List.of("Stock")), "ProductId", "Name"))
                .hasMessageContaining("the key column Stock gets no value")
                .hasMessageEndingWith("from the mapped columns: ProductId, Name");
        assertThatThrownBy(() -> compile(definition(true, List.of(), List.of("Id")), "ProductId"))
                .hasMessageContaining("has no column Id; its columns: AutoId, ProductId");
        assertThatThrownBy(() -> compile(MappingDefinition.automatic("Products"), "Name", "name"))
                .hasMessageContaining("the source columns Name and name both match Name");
        assertThatThrownBy(() -> compile(MappingDefinition.automatic("Products"), "x", "y"))
                .hasMessageContaining("no column is mapped. The source has x, y; the table has AutoId, ProductId");
    }

    @Test
    void loadsOnlyRecordsThatMeetAllConditions() throws DestinationException {
        CompiledMapping mapping = compile(
                definition(
                        true,
                        List.of(),
                        List.of(),
                        new ConditionDefinition("Price", ConditionDefinition.Operator.GREATER_THAN, "9"),
                        new ConditionDefinition("Kind", ConditionDefinition.Operator.IN, "a, b")),
                "ProductId",
                "LanguageId",
                "Price",
                "Stock",
                "kind");

        mapping.map(source("1", "L", "10", "1", "b"), sink);
        mapping.map(source("2", "L", "8", "1", "b"), sink);
        mapping.map(source("3", "L", "10", "broken", "c"), sink);

        assertThat(results).containsExactly("[1, L, 10, 1]", "filtered", "filtered");
    }

    @Test
    void aConditionOnAColumnThatNeverCameIsTold() throws DestinationException {
        CompiledMapping mapping = compile(
                definition(
                        true,
                        List.of(),
                        List.of(),
                        new ConditionDefinition("Kidn", ConditionDefinition.Operator.NOT_EMPTY, null)),
                "ProductId");
        assertThat(mapping.unseenColumns()).containsExactly("Kidn");
    }
}
