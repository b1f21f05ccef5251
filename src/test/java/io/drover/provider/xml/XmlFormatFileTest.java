package io.drover.provider.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.params.provider.ValueSource;

class XmlFormatFileTest {
    @TempDir
    Path folder;

    private static String job(String source, String destination) {
        return "<job name='j'>\n<source>\n" + source + "\n</source>\n<destination>" + destination
                + "</destination>\n<mapping source='a' destination='b'/></job>";
    }

    private List<String> problems(String source, String destination) throws IOException {
        Path file = Files.writeString(folder.resolve("j.xml"), job(source, destination));
        return DefinitionLoader.validate(file).stream()
                .map(problem -> "j.xml:" + problem.line() + ": " + problem.message())
                .toList();
    }

    @Test
    void readsPathsOfOneTable() throws IOException {
        XmlSource xml = TestFormats.source(
                XmlSource.class,
                "<xml records='/c:catalog/c:product' xslt='Xslt/a.xsl' decimalSeparator=','>"
                        + "<column name='P' path='price/@amount'/><column name='T' path='tag' separator=', '/></xml>");

        assertThat(xml.decimalSeparator()).isEqualTo(',');
        assertThat(xml.references(folder, 3)).containsExactly(new FileReference(folder, 3, "stylesheet", "Xslt/a.xsl"));
        assertThat(xml.appliesTableOption("DiscardDuplicates", "T")).isFalse();
        assertThat(xml.tables()).hasSize(1);
        XmlTable table = xml.tables().get(0);
        assertThat(table.name()).isEqualTo("product");
        assertThat(table.records()).isEqualTo("/c:catalog/c:product");
        assertThat(table.parentKey()).isEmpty();
        assertThat(table.columns())
                .extracting(XmlColumn::name, XmlColumn::path, XmlColumn::separator)
                .containsExactly(tuple("P", "price/@amount", null), tuple("T", "tag", ", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "/", "/a//b", "/a/@b", "/a/b[1]", "///a", "/a b"})
    void refusesWhatIsNoPathOfRecords(String path) throws IOException {
        assertThat(problems("<xml records='" + path + "'/>", "<sql/>"))
                .containsExactly(
                        "j.xml:3: records=\"" + path
                                + "\" is no path of elements; write one such as /catalog/product, or //product for all that have the name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a//b", "@a/b", "a[0]", "a[x]", "text()", "..", "a/..", "@", "*"})
    void refusesWhatIsNoPathOfAColumn(String path) throws IOException {
        assertThat(problems("<xml records='/a'><column name='c' path='" + path + "'/></xml>", "<sql/>"))
                .singleElement()
                .asString()
                .startsWith("j.xml:3: path=\"" + path + "\" is no path that Drover knows; write one such as");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.xsl", "/etc/x.xsl", "a/../../x.xsl", "C:\\x.xsl", "http://host/x.xsl", "\\\\host\\x.xsl"})
    void refusesStylesheetsFromElsewhere(String path) throws IOException {
        String problem = "xslt=\"" + path + "\" must be a file below Files/Integration, such as Xslt/orders.xsl";

        assertThat(problems("<xml xslt='" + path + "'/>", "<sql/>")).containsExactly("j.xml:3: " + problem);
        assertThat(problems("<xml/>", "<xml xslt='" + path + "'/>")).containsExactly("j.xml:5: " + problem);
    }

    @Test
    void refusesWhatMakesNoSenseTogether() throws IOException {
        assertThat(problems("<xml><column name='c' path='a'/></xml>", "<sql/>"))
                .singleElement()
                .asString()
                .contains("add records=\"/...\" to <xml>");
        assertThat(problems("<xml records='/a'>\n<table name='T'/></xml>", "<sql/>"))
                .containsExactly("j.xml:4: records=\"/a\" of <xml> is for a single table; give each <table> its own");
        assertThat(problems("<xml records='/a/*'/>", "<sql/>"))
                .singleElement()
                .asString()
                .contains("gives the table no name");
        assertThat(problems("<xml><table name='A' records='/a'/>\n<table name='B'/></xml>", "<sql/>"))
                .containsExactly("j.xml:4: the table B needs records, as others have it");
        assertThat(problems("<xml><table name='A'/>\n<table name='a'/></xml>", "<sql/>"))
                .containsExactly("j.xml:4: the table a is there twice, first on line 3; keep one");
        assertThat(problems("<xml/>", "<xml><table name='L' parent='H'/></xml>"))
                .singleElement()
                .asString()
                .contains("a <tables> document has no rows within rows");
        assertThat(problems(
                        "<xml/>",
                        "<xml shape='elements'><table name='L' parent='H'/><table name='H' parent='l'/></xml>"))
                .containsExactly("j.xml:5: the table H would stand within itself");
        assertThat(problems("<xml/>", "<xml encoding='UTF-16' byteOrderMark='false'/>"))
                .singleElement()
                .asString()
                .contains("UTF-16 needs a byte order mark");
    }
}
