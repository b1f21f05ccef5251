package io.drover.provider.edi.syntax;

import io.drover.provider.edi.syntax.Standard.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The headers of the interchange, group and message that are open, as they were read. */
final class Headers {
    /** @param bytes as the characters of their numbers */
    private record Header(Level level, String bytes) {}

    private final List<Header> open = new ArrayList<>();

    void clear() {
        open.clear();
    }

    int count() {
        return open.size();
    }

    /** Notes a segment that was read: headers open a level and close those in it, trailers close theirs. */
    void note(Standard standard, String tag, SegmentBytes bytes) {
        List<Level> levels = List.of(standard.interchange(), standard.group(), standard.message());
        for (int i = 0; i < levels.size(); i++) {
            boolean begins = tag.equals(levels.get(i).header());
            if (begins || tag.equals(levels.get(i).trailer())) {
                List<Level> closed = levels.subList(i, levels.size());
                open.removeIf(header -> closed.contains(header.level));
                if (begins) {
                    open.add(new Header(levels.get(i), new String(bytes.recorded(), StandardCharsets.ISO_8859_1)));
                }
            }
        }
        bytes.forget();
    }

    /** All of them. */
    byte[] bytes() {
        return open.stream().map(Header::bytes).collect(Collectors.joining()).getBytes(StandardCharsets.ISO_8859_1);
    }
}
