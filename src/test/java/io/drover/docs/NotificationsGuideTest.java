package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.addin.notification.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/guide/notifications.md lists the tags that there are, with what they mean. */
class NotificationsGuideTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `\\{\\w+}` \\|.*$");

    @Test
    void listsTheTags() throws Exception {
        List<String> rows = ROW.matcher(Files.readString(Path.of("docs/guide/notifications.md")))
                .results()
                .map(row -> row.group())
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Tag.values())
                        .map(tag -> "| `{" + tag.written() + "}` | " + tag.meaning() + " |")
                        .toList());
    }
}
