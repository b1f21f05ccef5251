package io.drover.definition;

import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.text.NamedSql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code <sql>} source of a job file. */
class SqlSourceFileTest {
    @TempDir
    Path folder;

    private static String job(String source, String mappings) {
        return "<job name='j'><source>" + source + "</source>\n<destination><sql/></destination>" + mappings + "</job>";
    }

    private List<String> problems(String text) throws IOException {
        return texts(DefinitionLoader.validate(new DefinitionFiles(folder).write("j.xml", text)));
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        assertThat(problems(job(
                        """
                <sql>
                  <table name="a"/>
                  <query name="a">SELECT 1 FROM x WHERE y = :y</query>
                  <query name="b"> </query>
                  <query name="c">SELECT :watermark</query>
                  <query name="d" watermark="w" start="1">SELECT 1</query>
                  <parameter name="z" value="1"/>
                  <parameter name="watermark" value="1"/>
                </sql>""",
                        "<mapping source='a' destination='x'/><mapping source='c' destination='x'/>"
                                + "<mapping source='d' destination='x'/>")))
                .containsExactlyInAnyOrder(
                        "j.xml:3: a is there twice; keep one",
                        "j.xml:3: the query a uses :y, which has no value: add <parameter name=\"y\" value=\"...\"/>",
                        "j.xml:4: the query b is empty: write a SELECT",
                        "j.xml:4: no mapping reads b: add one with source=\"b\" or remove it",
                        "j.xml:5: the query c uses :watermark: name the column that it comes from with watermark=\"...\"",
                        "j.xml:5: the query c uses :watermark: give the value that it has in the first run with"
                                + " start=\"...\"",
                        "j.xml:6: start is the first value of :watermark, which the query d does not use; remove it",
                        "j.xml:7: no query uses :z; remove the parameter or write it",
                        "j.xml:8: watermark is a name of Drover's own: call the parameter something else");
    }

    @Test
    void tellsNamesApartThatDifferInCase() throws IOException {
        assertThat(problems(job(
                        "<sql><table name='a'/><query name='A'>SELECT 1</query></sql>",
                        "<mapping source='a' destination='x'/><mapping source='A' destination='y'/>")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            a = :b                         | a = ?                          | b
            a=:b1_c and(:b1_c)             | a=? and(?)                     | b1_c b1_c
            a::int, b[1:n], c[1:2]         | a::int, b[1:n], c[1:2]         |
            ':a' ":b" `:c`                 | ':a' ":b" `:c`                 |
            'it''s :a' :b                  | 'it''s :a' ?                   | b
            -- :a                          | -- :a                          |
            /* :a */ :b /* :c              | /* :a */ ? /* :c               | b
            $$ :a $$ $x$ :b $$ $x$ :c      | $$ :a $$ $x$ :b $$ $x$ ?       | c
            a ? 'k' and '?' = :b           | a ?? 'k' and '?' = ?           | b
            at 10:30 : x := 1              | at 10:30 : x := 1              |
            'open :a                       | 'open :a                       |
            :\u00e6\u00f8 $ :x ; ;                   | ? $ ?                          | \u00e6\u00f8 x
            """)
    void findsTheParametersOfAQuery(String text, String sql, String names) {
        NamedSql parsed = NamedSql.parse(text);
        assertThat(parsed.sql()).isEqualTo(sql);
        assertThat(String.join(" ", parsed.names())).isEqualTo(names == null ? "" : names);
    }
}
