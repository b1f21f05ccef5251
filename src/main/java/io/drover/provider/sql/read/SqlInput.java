package io.drover.provider.sql.read;

import io.drover.definition.XmlBean;
import io.drover.definition.text.NamedSql;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** A table, a view or a query of a {@code <sql>} source. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
public abstract class SqlInput extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String watermark;

    SqlInput() {}

    SqlInput(String name, String watermark) {
        this.name = name;
        this.watermark = watermark;
    }

    String name() {
        return name;
    }

    /** The column by which only new rows are read, or null. */
    public String watermark() {
        return watermark;
    }

    /** Null for a table or a view. */
    NamedSql query() {
        return null;
    }

    /** The value of {@code :watermark} in the first run, or null. */
    String start() {
        return null;
    }
}
