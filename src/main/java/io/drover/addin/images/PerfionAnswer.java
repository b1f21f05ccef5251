package io.drover.addin.images;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the answer of a Perfion query: {@code <Data>} with its features and items, or a SOAP answer that has it as text. An image is
 * a value with a GUID and the name of its file; or one with Guid, OriginalFileName, Url, Bytes or MimeType below it.
 */
final class PerfionAnswer {
    private static final Pattern GUID = Pattern.compile("\\{?([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})}?");
    private static final int MOST_WRAPPED = 512 * 1024 * 1024;

    private final Set<String> wanted;
    private final Path folder;
    private final Set<String> imageFeatures = new HashSet<>();
    private final Map<String, ImageValue> images = new LinkedHashMap<>();
    private final List<ImageEntry> found = new ArrayList<>();

    /** An item of the answer; its number may come after its images. */
    private static final class Item {
        private String type;
        private String id;
        private String number;
    }

    private record ImageEntry(Item item, String feature, String language, String sequence, String image) {}

    /** An element that has been read to its end; names in lower case. */
    private record Element(String name, Map<String, String> attributes, Map<String, String> children, String text) {
        /** The first of these that it has. */
        String first(String... names) {
            for (String name : names) {
                String value = children.containsKey(name) ? children.get(name) : attributes.get(name);
                if (value != null && !value.isBlank()) {
                    return value.strip();
                }
            }
            return null;
        }
    }

    /**
     * @param features names of the image features that count; none: all
     * @param folder where bytes that stand in the answer are put
     */
    PerfionAnswer(List<String> features, Path folder) {
        this.wanted = new HashSet<>();
        features.forEach(feature -> wanted.add(feature.toLowerCase(Locale.ROOT)));
        this.folder = folder;
    }

    /** @throws ImagesException when it is no such answer */
    void read(InputStream answer) throws IOException {
        try {
            read(factory().createXMLStreamReader(answer));
        } catch (XMLStreamException | UncheckedStreamException e) {
            throw new ImagesException(
                    "the answer is no XML that can be read: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        }
    }

    private static XMLInputFactory factory() {
        InputFactoryImpl factory = new InputFactoryImpl(); // of its own: it keeps every name it has ever seen
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The images, each once. */
    List<ImageValue> images() {
        return List.copyOf(images.values());
    }

    List<ImageRelation> relations() {
        return found.stream()
                .map(one -> new ImageRelation(
                        new ImageRelation.Item(one.item().type, one.item().id, one.item().number),
                        one.feature(),
                        one.language(),
                        one.sequence(),
                        one.image()))
                .toList();
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        xml.nextTag();
        if (xml.getLocalName().equalsIgnoreCase("Data")) {
            readData(xml);
            return;
        }
        String root = xml.getLocalName();
        String wrapped = wrapped(xml);
        if (wrapped == null) {
            throw new ImagesException("the answer is <" + root + "> and has no <Data>: it is none of a Perfion query");
        }
        try (Reader text = new StringReader(wrapped)) {
            XMLStreamReader inner = factory().createXMLStreamReader(text);
            inner.nextTag();
            readData(inner);
        }
    }

    /** The text of the first element that holds XML; else goes to a Data element that stands deeper. */
    private String wrapped(XMLStreamReader xml) throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    text.append(xml.getText());
                    if (text.length() > MOST_WRAPPED) {
                        throw new ImagesException("the answer is larger than can be taken out of its envelope");
                    }
                }
                default -> {
                    int data = text.indexOf("<Data");
                    if (data >= 0) {
                        return text.substring(data);
                    }
                    text.setLength(0);
                }
            }
        }
        return null;
    }

    private void readData(XMLStreamReader xml) throws XMLStreamException, IOException {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (xml.getLocalName().equals("Features")) {
                readFeatures(xml);
            } else {
                readItem(xml);
            }
        }
    }

    private void readFeatures(XMLStreamReader xml) throws XMLStreamException, IOException {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            Element feature = readElement(xml, null);
            if ("image".equalsIgnoreCase(feature.attributes().get("datatype"))) {
                imageFeatures.add(feature.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private void readItem(XMLStreamReader xml) throws XMLStreamException, IOException {
        Item item = new Item();
        item.type = xml.getLocalName();
        item.id = attributes(xml).get("id");
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element value = readElement(xml, item);
                    if (value.name().equals("Value") && item.number == null) {
                        item.number = value.text().strip();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                default -> {}
            }
        }
    }

    /** Reads the element at whose start the parser stands; an image in it is noted for the item. */
    private Element readElement(XMLStreamReader xml, Item item) throws XMLStreamException, IOException {
        String name = xml.getLocalName();
        Map<String, String> attributes = attributes(xml);
        Map<String, String> children = new HashMap<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element child = readElement(xml, item);
                    children.putIfAbsent(child.name().toLowerCase(Locale.ROOT), child.text());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Element element = new Element(name, attributes, children, text.toString());
                    if (item != null) {
                        note(element, item);
                    }
                    return element;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                default -> {}
            }
        }
    }

    private static Map<String, String> attributes(XMLStreamReader xml) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
        return attributes;
    }

    private void note(Element element, Item item) throws IOException {
        String guid = guid(element.text());
        if (guid == null) {
            guid = guid(element.first("guid"));
        }
        String url = element.first("url");
        String bytes = element.children().get("bytes");
        boolean named = element.first("string", "originalfilename") != null;
        String feature = element.name().toLowerCase(Locale.ROOT);
        boolean isImage = (guid != null || url != null || bytes != null)
                && (imageFeatures.contains(feature)
                        || named
                        || !element.children().isEmpty());
        if (!isImage || !(wanted.isEmpty() || wanted.contains(feature))) {
            return;
        }
        String id = guid != null ? guid : url != null ? url : item.id + "-" + feature + "-" + found.size();
        String name = element.first("string", "originalfilename", "filename", "name");
        String modified = element.first("filemodifieddate", "modifieddate");
        if (!images.containsKey(id)) {
            images.put(
                    id,
                    new ImageValue(
                            id,
                            name == null ? id : name,
                            url,
                            modified == null ? "" : modified,
                            bytes == null || bytes.isBlank() ? null : keep(bytes, id)));
        }
        found.add(new ImageEntry(
                item,
                element.name(),
                element.attributes().get("language"),
                element.attributes().get("seq"),
                id));
    }

    private static String guid(String text) {
        var matcher = GUID.matcher(text == null ? "" : text.strip());
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private Path keep(String base64, String id) throws IOException {
        try {
            return Files.write(
                    ImageFolder.temporary(folder), Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new ImagesException("the bytes of the image " + id + " are no Base64", e);
        }
    }
}
