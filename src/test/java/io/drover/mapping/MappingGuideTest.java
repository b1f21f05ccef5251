package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/guide/mapping.md do what the page says. */
class MappingGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```\n(.*?)(?=```xml|\n#|$)", Pattern.DOTALL);
    private static final Pattern CASE =
            Pattern.compile("(?:With\\s+((?:`[^`=]+=[^`]*`(?:,\\s+)?)+)|Result):\\s+(rejected,\\s+)?`([^`]*)`");
    private static final Pattern INPUT = Pattern.compile("`([^`=]+)=([^`]*)`");

    record Example(String column, Map<String, String> record, String expected) {
        @Override
        public String toString() {
            return column + " " + record;
        }
    }

    static Stream<Example> examples() throws Exception {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/guide/mapping.md")));
        while (block.find()) {
            Matcher example = CASE.matcher(block.group(2));
            while (example.find()) {
                Map<String, String> record = new LinkedHashMap<>();
                Matcher input = INPUT.matcher(example.group(1) == null ? "" : example.group(1));
                while (input.find()) {
                    record.put(input.group(1), input.group(2));
                }
                String rejected = example.group(2) == null ? "" : "rejected: ";
                examples.add(new Example(block.group(1), record, rejected + example.group(3)));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void doWhatThePageSays(Example example) throws Exception {
        assertThat(Mappings.value(example.column(), ColumnType.TEXT, '.', example.record()))
                .isEqualTo(example.expected());
    }

    @Test
    void coverThePage() throws Exception {
        assertThat(examples()).hasSizeGreaterThan(20);
        assertThat(Mappings.mapping("", conditions()).records().conditions()).hasSize(2);
    }

    private static String conditions() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/guide/mapping.md")));
        return block.find() ? block.group(1) : "";
    }
}
