package io.drover.provider.xml.writer;

import io.drover.definition.XmlBean;
import io.drover.provider.format.OptionChecks;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.List;

/** A {@code <table>} of an XML destination: its rows stand within those of another. */
@XmlAccessorType(XmlAccessType.FIELD)
final class Nesting extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String parent;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String parentKey;

    String table() {
        return name;
    }

    String parent() {
        return parent;
    }

    /** Columns that both have; empty for {@code ParentRowId} here and {@code RowId} there, which are not written. */
    List<String> key() {
        return OptionChecks.names(parentKey);
    }
}
