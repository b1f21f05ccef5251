package io.drover.provider.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    G1,G2                     | ,  | G1;G2
                    '"G1","Bikes, new"'       | ,  | G1;Bikes, new
                    ' a ,, "" , b '           | ,  | a;b
                    '"20"" wheels",x'         | ,  | 20" wheels;x
                    'say "" twice'            | ,  | say  twice
                    'a :: "b::c" ::d'         | :: | a;b::c;d
                    '"never closed, at all'   | ,  | never closed, at all
                    ''                        | ,  |
                    """)
    void valuesOfAList(String list, String separator, String values) {
        assertThat(ListText.values(list, separator)).isEqualTo(values == null ? List.of() : List.of(values.split(";")));
    }
}
