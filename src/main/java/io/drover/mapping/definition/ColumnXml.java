package io.drover.mapping.definition;

import io.drover.definition.XmlBean;
import io.drover.mapping.function.ColumnFunction;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <column>} of a mapping as written; defaults of attributes are the schema's. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class ColumnXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String source;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String destination;

    @XmlAttribute
    String type;

    @XmlAttribute
    String whenEmpty;

    @XmlAttribute
    boolean insertOnly;

    @XmlAnyElement(lax = true)
    public List<ColumnFunction> functions = new ArrayList<>();
}
