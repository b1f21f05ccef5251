package io.drover.cli.task;

import io.drover.task.TestAnswer;
import io.drover.task.TestAnswer.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a test request, for people. */
final class TestAnswerText {
    private TestAnswerText() {}

    /** @param saved where the answer is, or null */
    static String of(TestAnswer answer, boolean headers, Path saved) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s in %,d ms"
                .formatted(
                        answer.address(),
                        answer.status() == 0 ? "no answer" : "status " + answer.status(),
                        answer.millis()));
        if (headers) {
            answer.headers().forEach((name, value) -> lines.add("  " + name + ": " + value));
        }
        if (answer.content() != null) {
            add(lines, answer.content());
        }
        if (saved != null) {
            lines.add("saved as " + saved);
        }
        if (answer.problem() != null) {
            lines.add("failed: " + answer.problem());
        }
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, Content content) {
        lines.add(String.format(
                Locale.ROOT,
                "%,d bytes of %s%s",
                content.bytes(),
                content.type() == null ? "no Content-Type" : content.type(),
                content.root() == null ? "" : ", root " + content.root()));
        content.tables().forEach(table -> lines.add("  %-40s %,9d".formatted(table.table(), table.records())));
        if (!content.firstLines().isEmpty()) {
            lines.add("it begins:");
            content.firstLines().forEach(line -> lines.add("  " + line));
        }
    }
}
