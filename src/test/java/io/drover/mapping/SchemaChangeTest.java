package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.mapping.Mappings.Results;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.ColumnMappings;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.mapping.definition.RecordSelection;
import io.drover.mapping.definition.SchemaChange;
import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns that are there and nobody expects, and columns that are expected and not there. */
class SchemaChangeTest {
    private static final DestinationTable TARGET =
            new DestinationTable(null, "Target", List.of(text("Id"), text("Name"), text("Colour")), List.of("Id"));

    private static DestinationColumn text(String name) {
        return new DestinationColumn(name, DataType.ofFile(ColumnType.TEXT), !name.equals("Id"), false, false);
    }

    private static CompiledMapping compile(MappingDefinition definition, String... source) throws DestinationException {
        return CompiledMapping.compile(
                definition,
                TARGET,
                new SourceTable("Item", List.of(source)),
                new SourceTexts('.', true),
                Mappings.CONTEXT);
    }

    @Test
    void anUnknownColumnFailsAnAutomaticMappingWhenNothingElseIsSaid() throws DestinationException {
        MappingDefinition automatic = Mappings.mapping("", "");
        assertThatThrownBy(() -> compile(automatic, "Id", "Size", "Name", "Weight"))
                .hasMessageContaining("table Target has no column for Size, Weight of the source")
                .hasMessageContaining("schemaChange=\"ignore\"")
                .hasMessageContaining("schemaChange=\"addTextColumn\"");
        assertThatThrownBy(() -> compile(automatic, "Id", "Name").covers(List.of("Id", "Name", "Size")))
                .as("it may come up late")
                .hasMessageContaining("no column for Size");
    }

    @Test
    void aColumnThatTheDefinitionNamesAnywhereIsNotUnknown() throws DestinationException {
        MappingDefinition definition = Mappings.mapping(
                "automatic='true'",
                """
                <column source='Title' destination='Name'><append value='!'/></column>
                <column destination='Colour'>
                    <concatenate><part column='Red'/></concatenate>
                    <add column='Green'/>
                    <expression>${column.Blue}${trim(${column.Pink})}</expression>
                </column>
                <any><condition column='State' operator='notEmpty'/><all><condition column='Kind' operator='empty'/></all></any>""");
        assertThat(compile(definition, "Id", "Title", "Red", "Green", "Blue", "Pink", "State", "Kind")
                        .columns())
                .extracting(DestinationColumn::name)
                .containsExactly("Name", "Colour", "Id");
    }

    @Test
    void anExplicitMappingTakesWhatItNamesAndNoMore() throws DestinationException {
        MappingDefinition definition = Mappings.mapping("", "<column source='Id' destination='Id'/>");
        assertThat(compile(definition, "Id", "Size").covers(List.of("Id", "Size", "Weight")))
                .isTrue();
    }

    @Test
    void unknownColumnsCanBeIgnored() throws DestinationException {
        CompiledMapping mapping = compile(Mappings.mapping("schemaChange='ignore'", ""), "Id", "Size");
        assertThat(mapping.columns()).extracting(DestinationColumn::name).containsExactly("Id");
        assertThat(mapping.covers(List.of("Id", "Size", "Weight"))).isTrue();
    }

    @Test
    void unknownColumnsCanBeAdded() throws DestinationException {
        MappingDefinition definition = Mappings.mapping("schemaChange='addTextColumn'", "");
        assertThat(CompiledMapping.columnsToAdd(
                        definition, TARGET, new SourceTable("Item", List.of("id", "Size", "Name", "Weight"))))
                .containsExactly("Size", "Weight");
        CompiledMapping mapping = compile(definition, "Id", "Name");
        assertThat(mapping.covers(List.of("Id", "Name", "Size")))
                .as("the load starts over with the column")
                .isFalse();
    }

    @Test
    void aVanishedColumnThatIsIgnoredIsNotWritten() throws DestinationException {
        MappingDefinition definition = Mappings.mapping(
                "schemaChange='ignore'",
                """
                <column source='Id' destination='Id'/>
                <column source='Title' destination='Name'/>
                <column destination='Colour'><concatenate><part column='Red'/><part column='Green'/></concatenate></column>""");
        CompiledMapping mapping = compile(definition, "Id", "Red");

        assertThat(mapping.columns()).extracting(DestinationColumn::name).containsExactly("Id", "Colour");
        assertThat(mapping.unseenColumns()).isEmpty();
        assertThat(mapping.covers(List.of("Id", "Red", "TITLE")))
                .as("it is there after all")
                .isFalse();
    }

    @Test
    void aVanishedKeyOrConditionIsNeverIgnored() throws DestinationException {
        MappingDefinition definition = Mappings.mapping(
                "schemaChange='ignore'",
                """
                <column source='Number' destination='Id'/>
                <column source='Title' destination='Name'/>
                <condition column='State' operator='notEmpty'/>""");
        assertThat(compile(definition, "Title").unseenColumns()).containsExactlyInAnyOrder("Number", "State");
    }

    @Test
    void insertOnlyAndKeepAreWriteOptionsButNotOfKeys() throws DestinationException {
        CompiledMapping mapping = compile(
                Mappings.mapping(
                        "",
                        """
                        <column source='Id' destination='Id' insertOnly='true' whenEmpty='keep'/>
                        <column source='Name' destination='Name' insertOnly='true'/>
                        <column source='Colour' destination='Colour' whenEmpty='keep'/>"""),
                "Id",
                "Name",
                "Colour");
        assertThat(mapping.writeOptions().insertOnly())
                .extracting(DestinationColumn::name)
                .containsExactly("Name");
        assertThat(mapping.writeOptions().keptWhenNull())
                .extracting(DestinationColumn::name)
                .containsExactly("Colour");
    }

    @Test
    void anOrIsAnOr() throws DestinationException {
        CompiledMapping mapping = compile(
                Mappings.mapping(
                        "automatic='true'",
                        """
                        <condition column='Id' operator='notEqual' value='0'/>
                        <any>
                            <condition column='Name' operator='equal' value='a'/>
                            <all>
                                <condition column='Name' operator='startsWith' value='b'/>
                                <condition column='Colour' operator='in' value='{parameter:shop}, red'/>
                            </all>
                        </any>"""),
                "Id",
                "Name",
                "Colour");
        Results results = new Results();
        for (String[] values : new String[][] {
            {"1", "a", "x"}, {"2", "bb", "red"}, {"3", "bb", "x"}, {"0", "a", "x"}, {"5", "c", "red"}, {"6", "b", "DK"}
        }) {
            mapping.map(new SourceRecord(1, 1, values, null), results);
        }
        assertThat(results).containsExactly("1|a|x", "2|bb|red", "left out", "left out", "left out", "6|b|DK");
    }

    @Test
    void aConditionThatTakesTooLongRejectsTheRecord() throws DestinationException {
        CompiledMapping mapping = compile(
                Mappings.mapping(
                        "automatic='true'", "<condition column='Name' operator='notMatches' value='(.*a){25}y'/>"),
                "Id",
                "Name");
        Results results = new Results();
        mapping.map(new SourceRecord(1, 1, new String[] {"1", "a".repeat(60)}, null), results);
        assertThat(results.get(0)).startsWith("rejected: takes too long");
    }

    @Test
    void valuesOfFilesAreTextsInOneForm() throws DestinationException {
        MappingDefinition definition = new MappingDefinition(
                "Item",
                "Target",
                new ColumnMappings(
                        true,
                        Mappings.fileColumns(
                                "<column source='Price' destination='Price' type='decimal'/><column source='On' destination='On' type='timestamp'/>"),
                        List.of(),
                        SchemaChange.FAIL),
                RecordSelection.ALL,
                Mappings.mapping("", "").options(),
                0);
        SourceTable source = new SourceTable(
                "Item",
                List.of("Price", "On", "Count", "Text"),
                List.of(ColumnType.TEXT, ColumnType.TEXT, ColumnType.DECIMAL, ColumnType.TEXT),
                Map.of());
        CompiledMapping mapping = CompiledMapping.compile(
                definition,
                DestinationTable.open("Target", false),
                source,
                new SourceTexts(',', true),
                Mappings.CONTEXT);
        Results results = new Results();
        mapping.map(new SourceRecord(1, 1, new String[] {"1,50", "21-11-2026 09:05", "2.5", "2,5"}, null), results);
        mapping.map(new SourceRecord(2, 2, new String[] {"1.50", "", "2.5", "2,5"}, null), results);

        assertThat(results.get(0)).isEqualTo("1.50|2026-11-21 09:05:00|2.5|2,5");
        assertThat(results.get(1)).startsWith("rejected: is not a number: the source's decimalSeparator is ','");
    }
}
