package io.drover.provider.xml;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.nested.Draft;
import io.drover.provider.nested.RecordBuffer;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;

/**
 * Reads any document by the paths of its records. A record with all that stands in it is in memory, and the attributes of the
 * elements around it. A record within another is linked to it as in {@link EntityReader}.
 *
 * <p>Limits: those of {@link XmlStream} and {@link ElementReader}.
 */
final class PathReader implements RecordReader {
    /** Characters of a text that is no record's. */
    private static final int MAX_TEXT_AROUND = 64 * 1024;

    private final XmlStream xml;
    private final ElementReader elements;
    private final RecordBuffer records;
    private final List<PathTable> tables;
    private final boolean keepTexts;
    /** The innermost open element that is no record. */
    private Element open;

    private boolean ended;

    private PathReader(XmlStream xml, List<PathTable> tables) throws IOException {
        this.xml = xml;
        this.elements = new ElementReader(xml);
        this.records = new RecordBuffer(xml::fault);
        this.tables = tables;
        this.keepTexts = tables.stream().anyMatch(PathTable::needsElementsAround);
        begin();
    }

    static PathReader open(DeliveryFile file, XmlSource format) throws IOException {
        List<PathTable> tables = format.tables().stream().map(PathTable::new).toList();
        List<String> roots = tables.stream()
                .map(table ->
                        Objects.requireNonNullElse(table.path().root(), "*").toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        boolean one = roots.size() == 1 && !roots.get(0).equals("*");
        XmlStream xml = one
                ? XmlStream.openAt(file, tables.get(0).path().root())
                : XmlStream.openAtAny(file, tables.get(0).path().last());
        try {
            return new PathReader(xml, tables);
        } catch (IOException | RuntimeException e) {
            xml.close();
            throw e;
        }
    }

    @Override
    public RecordBatch next() throws IOException {
        RecordBatch batch = records.poll();
        while (batch == null && !ended) {
            while (!records.isFull() && !ended) {
                read();
            }
            records.release();
            batch = records.poll();
        }
        return batch;
    }

    private void read() throws IOException {
        switch (xml.next()) {
            case XMLStreamConstants.START_ELEMENT -> begin();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.END_DOCUMENT -> ended = true;
            default -> {
                if (keepTexts && open != null && open.children().isEmpty()) {
                    keep(xml.text());
                } else {
                    xml.dropText();
                }
            }
        }
    }

    private void keep(String text) throws IOException {
        String all = open.text() == null ? "" : open.text() + text;
        if (all.length() > MAX_TEXT_AROUND) {
            throw xml.fault("the text of <" + open.name() + ">, around the records, is longer than "
                    + MAX_TEXT_AROUND / 1024 + " KB");
        }
        open.text(all);
    }

    /** At the start of an element that stands in no record. */
    private void begin() throws IOException {
        Element element = new Element(open, xml);
        if (!isRecord(element)) {
            open = element;
            return;
        }
        elements.complete(element);
        add(element, null);
        records.grew(elements.size());
    }

    private void end() {
        if (open == null) {
            return;
        }
        Element parent = open.parent();
        if (keepTexts && parent != null && open.isLeaf()) {
            parent.replace(open); // the latest counts
        }
        open = parent;
    }

    private boolean isRecord(Element element) {
        for (PathTable table : tables) {
            if (table.path().matches(element)) {
                return true;
            }
        }
        return false;
    }

    private void add(Element element, Draft around) throws IOException {
        Draft parent = around;
        for (PathTable table : tables) {
            if (table.path().matches(element)) {
                Draft draft = records.start(table.name(), element.line());
                table.fill(draft, element, this::isRecord);
                if (around != null) {
                    draft.standsIn(around, table.parentKey());
                }
                parent = draft;
            }
        }
        for (Element child : element.children()) {
            add(child, parent);
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
