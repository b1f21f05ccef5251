package io.drover.provider.edi;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/** Makes the headers of interchanges and groups: what a row says of them goes before what the job says. */
final class InterchangeHeader {
    /** Lengths of the elements of ISA. */
    private static final List<Integer> ISA = List.of(2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1);

    private static final int CONTROL_NUMBER = 13;

    private final EdiDestination format;
    private final Standard standard;
    private final LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());

    InterchangeHeader(EdiDestination format, Standard standard) {
        this.format = format;
        this.standard = standard;
    }

    /** What is wrong with the header that a row asks for, or null. */
    String problem(Segment said) {
        Segment header = of(said, "1");
        Property[] needed = {Property.SENDER, Property.RECIPIENT};
        for (Property property : needed) {
            String value = header.get(property.element(standard), property.component(standard));
            if (value == null || value.isBlank()) {
                return "has no %s: give it to <edi>, or map the column %s"
                        .formatted(property.column().substring(1), property.column());
            }
        }
        for (int i = 0; standard == Standard.X12 && i < ISA.size(); i++) {
            if (header.get(i + 1).length() > ISA.get(i)) {
                return "has '%s' for ISA%02d, which has %d characters".formatted(header.get(i + 1), i + 1, ISA.get(i));
            }
        }
        return null;
    }

    /** The header of an interchange. */
    Segment of(Segment said, String number) {
        return standard == Standard.EDIFACT ? unb(said, number) : isa(said, number);
    }

    private Segment unb(Segment said, String number) {
        String[] syntax = format.syntax.split(":");
        return new SegmentBuilder("UNB", standard)
                .put(1, 1, syntax[0])
                .put(1, 2, syntax[1])
                .put(2, 1, format.sender)
                .put(2, 2, format.senderQualifier)
                .put(3, 1, format.recipient)
                .put(3, 2, format.recipientQualifier)
                .put(4, 1, time(syntax[1].startsWith("4") ? "uuuuMMdd" : "uuMMdd"))
                .put(4, 2, time("HHmm"))
                .put(5, number)
                .put(11, Property.test(standard, format.test))
                .put(said)
                .build();
    }

    private Segment isa(Segment said, String number) {
        String separators = format.separators(standard);
        String version = version().substring(0, Math.min(5, version().length()));
        Segment loose = new SegmentBuilder("ISA", standard)
                .put(1, "00")
                .put(3, "00")
                .put(5, Objects.requireNonNullElse(format.senderQualifier, "ZZ"))
                .put(6, format.sender)
                .put(7, Objects.requireNonNullElse(format.recipientQualifier, "ZZ"))
                .put(8, format.recipient)
                .put(9, time("uuMMdd"))
                .put(10, time("HHmm"))
                .put(11, version.compareTo("00402") < 0 ? "U" : separators.substring(2, 3))
                .put(12, version)
                .put(13, number)
                .put(14, "0")
                .put(15, Property.test(standard, format.test))
                .put(16, separators.substring(0, 1))
                .put(said)
                .build();
        SegmentBuilder fixed = new SegmentBuilder("ISA", standard);
        for (int i = 1; i <= ISA.size(); i++) {
            String value = Objects.requireNonNullElse(loose.get(i), "");
            String fill = (i == CONTROL_NUMBER ? "0" : " ").repeat(Math.max(0, ISA.get(i - 1) - value.length()));
            fixed.put(i, i == CONTROL_NUMBER ? fill + value : value + fill);
        }
        return fixed.build();
    }

    /** The header of a group of X12. */
    Segment group(Segment interchange, Segment said, String number) {
        return new SegmentBuilder("GS", standard)
                .put(2, interchange.get(6).strip())
                .put(3, interchange.get(8).strip())
                .put(4, time("uuuuMMdd"))
                .put(5, time("HHmm"))
                .put(6, number)
                .put(7, "X")
                .put(8, version())
                .put(said)
                .build();
    }

    private String version() {
        return Objects.requireNonNullElse(format.version, "004010");
    }

    private String time(String pattern) {
        return now.format(DateTimeFormatter.ofPattern(pattern));
    }
}
