package io.drover.provider.edi;

import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.EdiMessage.Envelope;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Standard;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the headers around a message say, called the same in both standards: {@code @sender} and so on. */
enum Property {
    SENDER("sender", "UNB", 2, 1, "ISA", 6),
    SENDER_QUALIFIER("senderQualifier", "UNB", 2, 2, "ISA", 5),
    RECIPIENT("recipient", "UNB", 3, 1, "ISA", 8),
    RECIPIENT_QUALIFIER("recipientQualifier", "UNB", 3, 2, "ISA", 7),
    /** When the interchange was prepared: {@code 2026-11-30 09:15:00}. */
    DATE("date", "UNB", 4, 1, "ISA", 9),
    INTERCHANGE("interchange", "UNB", 5, 1, "ISA", 13),
    TEST("test", "UNB", 11, 1, "ISA", 15),
    GROUP("group", "UNG", 5, 1, "GS", 6),
    MESSAGE("message", "UNH", 1, 1, "ST", 2),
    TYPE("type", "UNH", 2, 1, "ST", 1),
    /** {@code D:96A:UN:EAN008} or {@code 004010}. */
    VERSION("version", "UNH", 2, 2, "GS", 8),
    /** Which segment of its message the record begins with, from 1 for the header. */
    POSITION("position", "", 0, 0, "", 0);

    private static final DateTimeFormatter PREPARED = DateTimeFormatter.ofPattern("uuuuMMddHHmm");
    private static final DateTimeFormatter CANONICAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final String label;
    private final String edifact;
    private final int element;
    private final int component;
    private final String x12;
    private final int elementOfX12;

    Property(String label, String edifact, int element, int component, String x12, int elementOfX12) {
        this.label = label;
        this.edifact = edifact;
        this.element = element;
        this.component = component;
        this.x12 = x12;
        this.elementOfX12 = elementOfX12;
    }

    /** The property of a name, or null. */
    static Property of(String name) {
        for (Property property : values()) {
            if (property.label.equals(name)) {
                return property;
            }
        }
        return null;
    }

    /** The names of all. */
    static String names() {
        return Stream.of(values()).map(Property::column).collect(Collectors.joining(", "));
    }

    /** As a path. */
    String column() {
        return "@" + label;
    }

    /** The segment of a standard that has it. */
    String tag(Standard standard) {
        return standard == Standard.EDIFACT ? edifact : x12;
    }

    /** The element of that segment. */
    int element(Standard standard) {
        return standard == Standard.EDIFACT ? element : elementOfX12;
    }

    /** The component of that element. */
    int component(Standard standard) {
        return standard == Standard.EDIFACT ? component : 1;
    }

    /** What a message has of it, or null; not the position. */
    String of(EdiMessage message) {
        Envelope envelope = message.envelope();
        Standard standard = envelope.standard();
        String tag = tag(standard);
        Segment segment = tag.equals(standard.message().header())
                ? message.header()
                : tag.equals(standard.interchange().header()) ? envelope.interchange() : envelope.group();
        if (segment == null) {
            return null;
        }
        String value = segment.get(element(standard), component(standard));
        return switch (this) {
            case DATE -> date(value, standard == Standard.EDIFACT ? segment.get(4, 2) : segment.get(10));
            case TEST -> String.valueOf("1".equals(value) || "T".equals(value));
            case VERSION -> standard == Standard.X12 ? value : version(segment);
            default -> value == null || value.isBlank() ? null : value.strip();
        };
    }

    /** Whether rows may say it of the messages that they become; the others are counted and told by the clock. */
    boolean isWritten() {
        return this != DATE && this != POSITION;
    }

    /** A value as components of its element, from its own component on. */
    List<String> written(Standard standard, String value) {
        return switch (this) {
            case TEST -> List.of(test(standard, value.equals("true")));
            case VERSION -> standard == Standard.X12 ? List.of(value) : List.of(value.split(":"));
            default -> List.of(value);
        };
    }

    /** The mark of a test, or of none. */
    static String test(Standard standard, boolean test) {
        if (standard == Standard.EDIFACT) {
            return test ? "1" : "";
        }
        return test ? "T" : "P";
    }

    private static String date(String date, String time) {
        String century = date != null && date.length() == 6 ? "20" : "";
        try {
            return LocalDateTime.parse(century + date + time, PREPARED).format(CANONICAL);
        } catch (DateTimeException e) {
            return null; // what the sender wrote can be had as UNB04
        }
    }

    private static String version(Segment header) {
        String version = header.values().stream()
                .filter(value -> value.element() == 2 && value.component() > 1)
                .map(Segment.Value::text)
                .collect(Collectors.joining(":"));
        return version.isEmpty() ? null : version;
    }
}
