package io.drover.provider.sql.shop;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <ecom>} of a {@code <sql>} destination: its tables are those of Dynamicweb's shop. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class EcomOptions extends XmlBean {
    /** The language of rows that name none; null for the one that the shop calls its default. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String defaultLanguage;

    /** The shop of products and groups that name none; null for the one that the database calls its default. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String shop;

    @XmlAttribute
    boolean createMissingGroups = true;

    /** Whether a product is found by its key alone, and not by its number or name too. */
    @XmlAttribute
    boolean strictKeys = true;

    /** Whether rows that only update are matched by the columns that are mapped: one row then updates each variant and language. */
    @XmlAttribute
    boolean updateEveryVariant;
}
