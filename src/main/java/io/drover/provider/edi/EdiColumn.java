package io.drover.provider.edi;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** A {@code <column>} of a table: its name and the place of its value. */
@XmlAccessorType(XmlAccessType.FIELD)
final class EdiColumn extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String path;

    /** What joins several values when reading, or null. */
    @XmlAttribute
    String separator;

    /** What is always written there, or null. */
    @XmlAttribute
    String value;

    ElementPath elementPath() {
        return ElementPath.parse(path);
    }
}
