package io.drover.connector.blob;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.store.queue.Blob;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The list of blocks that a client wants a blob to be made of. */
public record BlockList(List<Entry> entries) {
    private static final int MOST = 50_000;

    /** Where a block is looked for. */
    enum Place {
        Latest,
        Committed,
        Uncommitted
    }

    record Entry(Place place, String id) {}

    /**
     * Reads {@code <BlockList><Latest>id</Latest>...</BlockList>}.
     *
     * @throws ConnectorRefusal when it is none
     */
    public static BlockList of(byte[] xml) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                reader.nextTag();
                reader.require(XMLStreamConstants.START_ELEMENT, null, "BlockList");
                List<Entry> entries = new ArrayList<>();
                while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
                    entries.add(new Entry(
                            Place.valueOf(reader.getLocalName()),
                            reader.getElementText().strip()));
                }
                if (entries.size() > MOST) {
                    throw AzureErrors.refusal(400, "BlockListTooLong", "The list has more than " + MOST + " blocks.");
                }
                return new BlockList(List.copyOf(entries));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw AzureErrors.refusal(
                    400,
                    "InvalidXmlDocument",
                    "The body is no list of blocks: <BlockList> with <Latest>, <Committed> or <Uncommitted>.");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * The blocks that it means, in its order.
     *
     * @throws ConnectorRefusal when one is not there
     */
    public List<Blob.Block> among(List<Blob.Block> blocks) {
        Map<String, Blob.Block> committed = byId(blocks, true);
        Map<String, Blob.Block> waiting = byId(blocks, false);
        List<Blob.Block> found = new ArrayList<>();
        for (Entry entry : entries) {
            Blob.Block block =
                    switch (entry.place()) {
                        case Committed -> committed.get(entry.id());
                        case Uncommitted -> waiting.get(entry.id());
                        case Latest -> waiting.getOrDefault(entry.id(), committed.get(entry.id()));
                    };
            if (block == null) {
                throw AzureErrors.refusal(
                        400, "InvalidBlockList", "There is no block \"" + entry.id() + "\" in the blob.");
            }
            found.add(block);
        }
        return found;
    }

    private static Map<String, Blob.Block> byId(List<Blob.Block> blocks, boolean committed) {
        return blocks.stream()
                .filter(block -> block.committed() == committed)
                .collect(Collectors.toMap(Blob.Block::id, block -> block));
    }
}
