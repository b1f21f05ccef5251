package io.drover.provider.xml;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.nested.Draft;
import io.drover.provider.nested.RecordBuffer;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/**
 * Reads an entity file of Dynamics 365: {@code <Document>} with an element for each record, named like its table, whose columns
 * are attributes or elements in it. An element that has attributes or elements of its own is a record of a table within (a
 * composite entity); it says which record it stands in by its parent's key columns, or by {@code ParentRowId} where the parent
 * gets a {@code RowId}, unique within the file.
 *
 * <p>An empty column is an empty text. An empty element of a record with attributes, or one that is named like a table, is an
 * entity without records. Limits: those of {@link XmlStream} and {@link ElementReader}.
 */
final class EntityReader implements RecordReader {
    static final String ROOT = "Document";

    private final XmlStream xml;
    private final ElementReader elements;
    private final RecordBuffer records;
    private final Map<String, List<String>> parentKeys = new HashMap<>();
    private boolean ended;

    private EntityReader(XmlStream xml, XmlSource format) {
        this.xml = xml;
        this.elements = new ElementReader(xml);
        this.records = new RecordBuffer(xml::fault);
        for (XmlTable table : format.tables()) {
            parentKeys.put(table.name().toLowerCase(Locale.ROOT), table.parentKey());
        }
    }

    static EntityReader open(DeliveryFile file, XmlSource format) throws IOException {
        return new EntityReader(XmlStream.openAt(file, ROOT), format);
    }

    @Override
    public RecordBatch next() throws IOException {
        RecordBatch batch = records.poll();
        while (batch == null && !ended) {
            gather();
            records.release();
            batch = records.poll();
        }
        return batch;
    }

    private void gather() throws IOException {
        while (!records.isFull()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element element = new Element(null, xml);
                    elements.complete(element);
                    add(element, null);
                    records.grew(elements.size());
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    ended = true;
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> requireBlank(xml.text());
                default -> {} // the end of the document's element
            }
        }
    }

    private void requireBlank(String text) throws IOException {
        if (!text.isBlank()) {
            throw xml.fault("text between the records: \""
                    + text.strip().substring(0, Math.min(40, text.strip().length()))
                    + "\"; a record is an element with its columns as attributes or elements");
        }
    }

    private void add(Element element, Draft parent) throws IOException {
        Draft draft = records.start(element.name(), element.line());
        for (Element.Attribute attribute : element.attributes()) {
            set(draft, attribute.name(), attribute.value());
        }
        List<Element> within =
                element.children().stream().filter(child -> !child.isLeaf()).toList();
        for (Element child : element.children()) {
            if (child.isLeaf() && !isEmptyEntity(child, element, within)) {
                set(draft, child.name(), child.text());
            }
        }
        if (element.hasOwnText() && !element.text().isBlank()) {
            draft.problem("has text beside its columns; a column with attributes is read by record paths only");
        }
        if (parent != null) {
            draft.standsIn(parent, parentKeys.getOrDefault(element.name().toLowerCase(Locale.ROOT), List.of()));
        }
        for (Element child : within) {
            add(child, draft);
        }
    }

    private boolean isEmptyEntity(Element child, Element around, List<Element> entities) {
        return child.text() != null
                && child.text().isBlank()
                && (!around.attributes().isEmpty()
                        || records.knows(child.name())
                        || entities.stream().anyMatch(entity -> entity.name().equalsIgnoreCase(child.name())));
    }

    private static void set(Draft draft, String column, String value) throws IOException {
        draft.set(column, value);
        for (int i = 0, n = value == null ? 0 : value.length(); i < n; i++) {
            char c = value.charAt(i);
            if (c >= 0x7F && c < 0xA0) { // DMF2055; XML itself has no others
                draft.problem(
                        "%s has the control character U+%04X, which Dynamics 365 refuses".formatted(column, (int) c));
            }
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
