package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Standard;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the headers of interchanges, groups and messages: what a row says of them goes before what the job says. */
final class EnvelopeHeaders {
    /** Lengths of the elements of ISA. */
    private static final List<Integer> ISA = List.of(2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1);

    private static final int CONTROL_NUMBER = 13;

    /** The functional identifier of the groups that transaction sets of X12 come in. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("810", "IN"),
            Map.entry("820", "RA"),
            Map.entry("830", "PS"),
            Map.entry("832", "SC"),
            Map.entry("840", "RQ"),
            Map.entry("843", "RR"),
            Map.entry("846", "IB"),
            Map.entry("850", "PO"),
            Map.entry("855", "PR"),
            Map.entry("856", "SH"),
            Map.entry("860", "PC"),
            Map.entry("861", "RC"),
            Map.entry("865", "CA"),
            Map.entry("940", "OW"),
            Map.entry("943", "AR"),
            Map.entry("944", "RE"),
            Map.entry("945", "SW"),
            Map.entry("947", "AW"),
            Map.entry("997", "FA"));

    private final EdiDestination format;
    private final Standard standard;
    private final LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());

    EnvelopeHeaders(EdiDestination format, Standard standard) {
        this.format = format;
        this.standard = standard;
    }

    /** What is wrong with the headers that a row asks for, or null. */
    String problem(String type, List<Segment> said) {
        Segment interchange = interchange(said, "1");
        for (Property property : List.of(Property.SENDER, Property.RECIPIENT)) {
            String value = interchange.get(property.element(standard), property.component(standard));
            if (value == null || value.isBlank()) {
                return missing(property);
            }
        }
        if (standard == Standard.EDIFACT) {
            return message(type, said, 1).get(2, 2) == null ? missing(Property.VERSION) : null;
        }
        for (int i = 0; i < ISA.size(); i++) {
            String value = interchange.get(i + 1);
            if (value.length() > ISA.get(i)) {
                return "has '%s' for ISA%02d, which has %d characters".formatted(value, i + 1, ISA.get(i));
            }
        }
        return ofGroup(type, said).get(1) == null
                ? "is of a type whose functional identifier Drover does not know: map the column GS01"
                : null;
    }

    private static String missing(Property property) {
        return "has no %s: give it to <edi>, or map the column %s"
                .formatted(property.column().substring(1), property.column());
    }

    /** What a row says of a header. */
    static Segment said(List<Segment> said, String tag) {
        return said.stream()
                .filter(segment -> segment.tag().equals(tag))
                .findFirst()
                .orElseGet(() -> new Segment(tag, 0, 0, 0, List.of(), null));
    }

    /** What a row says of its group, with what its type says. */
    Segment ofGroup(String type, List<Segment> said) {
        return new SegmentBuilder("GS", standard)
                .put(1, GROUPS.get(type))
                .put(said(said, "GS"))
                .build();
    }

    /** The header of a message. */
    Segment message(String type, List<Segment> said, int number) {
        SegmentBuilder header = new SegmentBuilder(standard.message().header(), standard);
        if (standard == Standard.EDIFACT) {
            header.put(1, String.valueOf(number)).put(2, 1, type);
            String[] version = Objects.requireNonNullElse(format.version, "").split(":", -1);
            for (int i = 0; i < version.length; i++) {
                header.put(2, i + 2, version[i]);
            }
        } else {
            header.put(1, type).put(2, String.format("%04d", number));
        }
        return header.put(said(said, standard.message().header())).build();
    }

    /** The header of an interchange. */
    Segment interchange(List<Segment> said, String number) {
        Segment ofRow = said(said, standard.interchange().header());
        return standard == Standard.EDIFACT ? unb(ofRow, number) : isa(ofRow, number);
    }

    private Segment unb(Segment said, String number) {
        String[] syntax = format.syntax.split(":", -1);
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
        String separators = format.form(standard).separators();
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
