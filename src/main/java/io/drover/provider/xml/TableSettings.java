package io.drover.provider.xml;

import io.drover.provider.xml.parser.XmlEvents;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/**
 * What a {@code <tables>} document says about the loading of its tables, by name as written: the attributes of its root, the
 * settings of its {@code <config>}, and the attributes of each {@code <table>}, of which the later ones go before.
 */
final class TableSettings {
    /** Settings of a document; nobody has so many. */
    private static final int MAX_SETTINGS = 1000;

    private final XmlEvents xml;
    private final Map<String, String> ofDocument = new LinkedHashMap<>();

    /** Takes the attributes of the root, at which the parser stands. */
    TableSettings(XmlEvents xml) {
        this.xml = xml;
        addAttributes(ofDocument);
    }

    /** Reads the {@code <config>} at whose start the parser stands to its end. */
    void readConfig() throws IOException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String field = xml.name().equals("setting") ? xml.attribute("field") : null;
                    if (field == null) {
                        depth++;
                    } else {
                        readSetting(field);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> xml.dropText();
            }
        }
    }

    private void readSetting(String field) throws IOException {
        StringBuilder value = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> xml.skipElement();
                case XMLStreamConstants.END_ELEMENT -> {
                    if (ofDocument.size() == MAX_SETTINGS) {
                        throw xml.fault("more than " + MAX_SETTINGS + " settings");
                    }
                    ofDocument.put(field, value.toString().strip());
                    return;
                }
                default -> {
                    String text = xml.text();
                    if (value.length() + text.length() > XmlStream.MAX_MARKUP) {
                        throw xml.fault(
                                "the setting " + field + " is longer than " + XmlStream.MAX_MARKUP / 1024 + " KB");
                    }
                    value.append(text);
                }
            }
        }
    }

    /** The settings of the {@code <table>} at whose start the parser stands. */
    Map<String, String> ofTable() {
        Map<String, String> all = new LinkedHashMap<>(ofDocument);
        addAttributes(all);
        all.remove("tableName");
        return Map.copyOf(all);
    }

    private void addAttributes(Map<String, String> to) {
        for (int i = 0; i < xml.attributeCount(); i++) {
            to.put(xml.attributeName(i), xml.attribute(i));
        }
    }
}
