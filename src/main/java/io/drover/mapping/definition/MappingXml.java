package io.drover.mapping.definition;

import io.drover.definition.XmlBean;
import io.drover.provider.TableOptions;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <mapping>} as written; defaults of attributes are the schema's. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class MappingXml extends ConditionsXml {
    private static final int MAX_DELETE_PERCENT = TableOptions.UPSERT.missing().maxPercent();

    @XmlElement
    ForEach forEach;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    public String source;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String destination;

    @XmlAttribute
    Boolean automatic;

    @XmlAttribute
    String schemaChange;

    @XmlAttribute
    String mode;

    @XmlAttribute
    boolean removeMissing;

    @XmlAttribute
    int maxDeletePercent;

    @XmlAttribute
    boolean deleteIncoming;

    @XmlAttribute
    boolean truncate;

    @XmlAttribute
    boolean discardDuplicates;

    @XmlElement(name = "deactivate")
    List<Deactivate> deactivations = new ArrayList<>();

    @XmlElement(name = "column")
    public List<ColumnXml> columns = new ArrayList<>();

    @XmlElement(name = "key")
    List<Key> keys = new ArrayList<>();

    /** The destination table. */
    public String destination() {
        return destination;
    }

    /** Whether it says what only tables of a database know. */
    public boolean hasTableOptions() {
        boolean missing = removeMissing || !deactivations.isEmpty() || maxDeletePercent != MAX_DELETE_PERCENT;
        return missing || deleteIncoming || truncate || discardDuplicates || !mode.equals("upsert") || !keys.isEmpty();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ForEach extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String separator;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Deactivate extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String value;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Key extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;
    }
}
