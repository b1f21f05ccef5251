package io.drover.provider.xml;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.xml.writer.XmlDestination;
import java.util.List;

/** {@code <xml>}: documents of Dynamicweb and of Dynamics 365, and any other. */
public final class XmlFormat implements Format {
    @Override
    public String element() {
        return "xml";
    }

    @Override
    public String extension() {
        return ".xml";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(XmlSource.class, XmlDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new XmlSource();
    }

    @Override
    public boolean recognises(String start) {
        return start.startsWith("<");
    }
}
