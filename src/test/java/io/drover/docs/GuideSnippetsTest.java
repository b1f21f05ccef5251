package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.DefinitionLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide shows of definitions can be put into a file: each XML block is valid, parts of jobs within a job. */
class GuideSnippetsTest {
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```xml\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FIRST_TAG = Pattern.compile("<([A-Za-z][\\w.-]*)[^>]*>");

    private static final String SOURCE = "<source><xml/></source>";
    private static final String DESTINATION = "<destination><sql/></destination>";
    /** Roots of deliveries, which are no definitions. */
    private static final Set<String> DELIVERIES = Set.of("tables", "Document");

    @TempDir
    private Path folder;

    record Snippet(String page, int line, String xml) {
        String root() {
            Matcher tag = FIRST_TAG.matcher(xml.replaceAll("(?s)<!--.*?-->", ""));
            return tag.find() ? tag.group(1) : "";
        }

        boolean isDefinition() {
            return !DELIVERIES.contains(root());
        }

        /** The snippet as a whole file. */
        String file() {
            return switch (root()) {
                case "job" -> xml.contains("</job>") ? xml : xml + SOURCE + DESTINATION + "</job>";
                case "scheduledTask", "Parameters", "recurringJob", "connection", "bucket", "collection" -> xml;
                case "Parameter" -> "<Parameters>" + xml + "</Parameters>";
                case "source" -> job(xml + (xml.contains("<destination>") ? "" : DESTINATION));
                case "destination" -> job(SOURCE + xml);
                case "mapping" -> job(SOURCE + DESTINATION + xml);
                default -> job(SOURCE + DESTINATION + "<mapping source=\"A\" destination=\"B\">" + xml + "</mapping>");
            };
        }

        private static String job(String content) {
            return "<job name=\"Snippet\">" + content + "</job>";
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static Stream<Snippet> definitions() throws Exception {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> guide = Files.list(Path.of("docs/guide"))) {
            for (Path page : Stream.concat(
                            guide.sorted(), Stream.of(Path.of("README.md"), Path.of("docs/recurring-integrations.md")))
                    .toList()) {
                String text = Files.readString(page);
                Matcher block = BLOCK.matcher(text);
                while (block.find()) {
                    int line =
                            2 + (int) text.substring(0, block.start()).lines().count();
                    snippets.add(
                            new Snippet(page.toString(), line, block.group(2).strip()));
                }
            }
        }
        return snippets.stream().filter(Snippet::isDefinition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void isValid(Snippet snippet) throws Exception {
        Path file = Files.writeString(folder.resolve("snippet.xml"), snippet.file());

        assertThat(DefinitionLoader.validate(file)).as(snippet.file()).isEmpty();
    }

    @Test
    void areFoundOnEveryPageThatHasSome() throws Exception {
        assertThat(definitions().map(Snippet::page).distinct())
                .contains(
                        "README.md",
                        "docs/recurring-integrations.md",
                        "docs/guide/xml.md",
                        "docs/guide/databases.md",
                        "docs/guide/endpoints.md")
                .hasSizeGreaterThan(8);
    }
}
