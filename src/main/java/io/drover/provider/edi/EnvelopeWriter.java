package io.drover.provider.edi;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes what encloses messages: interchanges, groups of X12, and the headers and trailers of messages, with their control numbers and
 * counts. Messages that go to another recipient, or otherwise have another header, begin another interchange.
 */
final class EnvelopeWriter implements Closeable {
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
    private final SegmentWriter out;

    private Standard standard;
    private InterchangeHeader headers;
    /** What the rows say of the open interchange, and of the open group. */
    private Segment ofInterchange;

    private Segment ofGroup;
    private Segment interchange;
    private Segment group;
    private Segment message;
    private int groups;
    private int messages;

    EnvelopeWriter(EdiDestination format, SegmentWriter out) {
        this.format = format;
        this.out = out;
    }

    /**
     * Begins a message.
     *
     * @param said what its row says of headers, before what the job says
     */
    void begin(String type, List<Segment> said) throws IOException {
        Standard of = Standard.ofType(type);
        Segment interchangeSaid = said(said, of.interchange().header());
        Segment groupSaid = new SegmentBuilder(of.group().header(), of)
                .put(1, GROUPS.get(type))
                .put(said(said, of.group().header()))
                .build();
        if (interchange == null || standard != of || !interchangeSaid.values().equals(ofInterchange.values())) {
            endInterchange();
            standard = of;
            beginInterchange(interchangeSaid);
        }
        if (standard == Standard.X12 && (group == null || !groupSaid.values().equals(ofGroup.values()))) {
            endGroup();
            beginGroup(groupSaid);
        }
        out.startCount();
        messages++;
        SegmentBuilder header = new SegmentBuilder(standard.message().header(), standard);
        if (standard == Standard.EDIFACT) {
            header.put(1, String.valueOf(messages)).put(2, 1, type);
            String[] version = Objects.requireNonNullElse(format.version, "").split(":");
            for (int i = 0; i < version.length; i++) {
                header.put(2, i + 2, version[i]);
            }
        } else {
            header.put(1, type).put(2, String.format("%04d", messages));
        }
        message = header.put(said(said, standard.message().header())).build();
        out.write(message);
    }

    /** What a row says of a header. */
    static Segment said(List<Segment> said, String tag) {
        return said.stream()
                .filter(segment -> segment.tag().equals(tag))
                .findFirst()
                .orElseGet(() -> new Segment(tag, 0, 0, 0, List.of(), null));
    }

    private void beginInterchange(Segment said) throws IOException {
        headers = new InterchangeHeader(format, standard);
        ofInterchange = said;
        interchange = headers.of(said, String.valueOf(ControlNumbers.next()));
        groups = 0;
        messages = 0;
        out.begin(standard);
        out.write(interchange);
    }

    private void beginGroup(Segment said) throws IOException {
        ofGroup = said;
        groups++;
        messages = 0;
        group = headers.group(interchange, said, String.valueOf(ControlNumbers.next()));
        out.write(group);
    }

    /** Writes a segment of the message. */
    void write(Segment segment) throws IOException {
        out.write(segment);
    }

    /** Ends the message. */
    void end() throws IOException {
        out.write(trailer(standard.message(), message, out.written() + 1));
    }

    private Segment trailer(Standard.Level level, Segment header, int count) {
        return new SegmentBuilder(level.trailer(), standard)
                .put(1, String.valueOf(count))
                .put(2, header.get(level.reference()))
                .build();
    }

    private void endGroup() throws IOException {
        if (group != null) {
            out.write(trailer(standard.group(), group, messages));
            group = null;
        }
    }

    private void endInterchange() throws IOException {
        if (interchange != null) {
            endGroup();
            out.write(trailer(standard.interchange(), interchange, standard == Standard.X12 ? groups : messages));
            out.end();
            interchange = null;
        }
    }

    /** Ends what is open. */
    void finish() throws IOException {
        endInterchange();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
