package io.drover.provider.edi;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.FileReference;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code <edi>} in the files of jobs: its paths, and what is told of wrong ones. */
class EdiFormatFileTest {
    @TempDir
    private Path folder;

    private List<String> problems(String source, String destination) throws IOException {
        Path file = Files.writeString(
                folder.resolve("j.xml"),
                "<job name='j'>\n<source>\n" + source + "\n</source>\n<destination>\n" + destination
                        + "\n</destination>\n<mapping source='a' destination='b'/></job>");
        return DefinitionLoader.validate(file).stream()
                .map(problem -> problem.line() + ": " + problem.message())
                .toList();
    }

    private List<String> ofSource(String attributes, String content) throws IOException {
        return problems("<edi " + attributes + ">" + content + "</edi>", "<sql/>");
    }

    private List<String> ofDestination(String attributes, String content) throws IOException {
        return problems("<xml/>", "<edi " + attributes + ">" + content + "</edi>");
    }

    private static String table(String records, String rest) {
        return "<table name='T' records='" + records + "'" + (rest.startsWith("<") ? ">" + rest : rest + ">")
                + "</table>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORDERS",
                "850",
                "*",
                "ORDERS/LIN/NAD[DP]",
                "856/HL[03=S]/HL[03=O]",
                "DESADV/CPS",
                "INVOIC/LIN[03.2=EN]"
            })
    void takesTypesAndLoops(String records) throws IOException {
        assertThat(ofSource("", table(records, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "LIN",
                "/ORDERS",
                "ORDERS/",
                "ORDERS/lin",
                "ORDERS/LIN01",
                "85",
                "ORDERS//LIN",
                "ORDERS/LIN[]"
            })
    void refusesWhatIsNoTypeAndNoLoop(String records) throws IOException {
        assertThat(ofSource("", table(records, "")))
                .containsExactly("3: records=\"" + records
                        + "\" says no type of messages, nor loops in them; write such as ORDERS,"
                        + " ORDERS/LIN, 850/PO1 or 856/HL[03=S]/HL[03=O]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BGM02",
                "DTM[137]01.2",
                "N101",
                "N1[ST]/N401",
                "FTX[AAI,#2]04.1",
                "PO106(UP)",
                "NAD04#2",
                "../BGM02",
                "@sender",
                "UNB05",
                "LIN[03.2=EN]03",
                "NAD[BY]/RFF[VA]01.2"
            })
    void takesPlaces(String path) throws IOException {
        assertThat(ofSource("", table("ORDERS/LIN", "<column name='C' path='" + path + "'/>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BGM",
                "BGM2",
                "bgm02",
                "BGM00",
                "DTM[137]",
                "DTM[]01",
                "@price",
                "..",
                "../@sender",
                "NAD/",
                "BGM02.0",
                "02"
            })
    void refusesWhatIsNoPlace(String path) throws IOException {
        assertThat(ofSource("", table("ORDERS/LIN", "<column name='C' path='" + path + "'/>")))
                .singleElement()
                .asString()
                .startsWith("3: path=\"" + path + "\" is no place that Drover knows; write one such as BGM02,")
                .contains("@sender");
    }

    @Test
    void tellsWhatIsWrongWithASource() throws IOException {
        assertThat(ofSource("encoding='klingon' acknowledge='../out'", table("ORDERS", " parentKey='A'")))
                .containsExactlyInAnyOrder(
                        "3: encoding=\"klingon\" is not known; write one such as ISO-8859-1 or UTF-8",
                        "3: acknowledge=\"../out\" must be a folder below Files/Integration, such as Edi/Acknowledgements",
                        "3: a message stands in no row of another table: remove parentKey");
        assertThat(ofSource("encoding='UTF-16'", table("ORDERS", "") + table("ORDERS", "")))
                .containsExactlyInAnyOrder(
                        "3: encoding=\"UTF-16\" has more than a byte for a separator; EDI is not sent so",
                        "3: the table T is there twice; keep one",
                        "3: another table has records=\"ORDERS\" already");
        assertThat(ofSource("", table("ORDERS/LIN[#2]", " schema='a.xml'")))
                .containsExactlyInAnyOrder(
                        "3: records=\"ORDERS/LIN[#2]\" counts loops with #; tell them by values",
                        "3: a schema is for reading messages of a type: put it on such a table, as records=\"ORDERS\"");
        assertThat(
                        ofSource(
                                "",
                                table(
                                        "ORDERS",
                                        "<column path='BGM01' value='220'/><column name='C' path='../BGM02'/><column name='c' path='BGM02'/>")))
                .containsExactlyInAnyOrder(
                        "3: a column needs a name, which mappings call it by",
                        "3: value is for writing; a mapping sets values that are always the same",
                        "3: path=\"../BGM02\" leads out of the message, which is 0 up from here",
                        "3: the column c is there twice; keep one");
    }

    @Test
    void tellsWhatIsWrongWithADestination() throws IOException {
        assertThat(ofDestination("separators='*~'", table("850", "")))
                .singleElement()
                .asString()
                .contains("six characters for EDIFACT, four for X12");
        assertThat(ofDestination("separators=':+.? +'", table("ORDERS", "")))
                .containsExactly("6: separators=\":+.? +\" has a character twice");
        assertThat(ofDestination("separators=':*^~'", table("ORDERS", "")))
                .containsExactly("6: separators of EDIFACT are six, as in UNA");
        assertThat(ofDestination("decimalSeparator=','  separators=\":+.? '\"", table("ORDERS", "")))
                .containsExactly("6: the third of the separators is the decimal mark: it must be decimalSeparator");
        assertThat(ofDestination("", table("*", "")))
                .containsExactly("6: records=\"*\" is no type of messages that could be written");
        assertThat(ofDestination("", table("ORDERS/LIN", "<column name='A' path='@sender'/>")))
                .containsExactlyInAnyOrder(
                        "6: the rows of T stand in messages of no table: add a <table records=\"ORDERS\">",
                        "6: path=\"@sender\" cannot be written: what a header has is for messages; put the column into the table of ORDERS");
        assertThat(ofDestination(
                        "",
                        table(
                                        "ORDERS",
                                        "<column name='A' path='@date'/><column path='BGM02'/>"
                                                + "<column name='C' path='FTX04' separator=','/>")
                                + "<table name='U' records='850'/>"))
                .containsExactlyInAnyOrder(
                        "6: path=\"@date\" cannot be written: @date is Drover's to say; leave it out",
                        "6: a column needs a name, or a value that is always the same",
                        "6: separator is for reading: remove it",
                        "6: messages of EDIFACT and of X12 do not go into one file: make a job of each");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../BGM02 | a row writes its own segments only; put the column into the table around it",
                "UNT01 | UNT is not written by rows; leave it out",
                "@group | UNG is not written by rows; leave it out",
                "BIN02 | BIN is read only"
            })
    void refusesPlacesThatRowsDoNotWrite(String path, String problem) throws IOException {
        assertThat(ofDestination("", table("ORDERS", "<column name='C' path='" + path + "'/>")))
                .containsExactly("6: path=\"" + path + "\" cannot be written: " + problem);
    }

    @Test
    void namesItsSchemas() throws Exception {
        EdiSource edi =
                TestFormats.source(EdiSource.class, "<edi><table name='O' records='ORDERS' schema='Edi/o.xml'/></edi>");
        assertThat(edi.references(folder, 0)).containsExactly(new FileReference(folder, 0, "schema", "Edi/o.xml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UNB+UNOC:3+A+B; true",
                "UNA:+.? '~UNB+UNOA; true",
                "ISA*00*  ; true",
                "ISA|03|; true",
                "ISBN;false",
                "UNBOUND+UNO; false",
                "ISAAC,NEWTON;false",
                "Id;false"
            })
    void isToldByItsHeader(String start, boolean edi) {
        assertThat(new EdiFormat().recognises(start.replace('~', '\n'))).isEqualTo(edi);
    }
}
