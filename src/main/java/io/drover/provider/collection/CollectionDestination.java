package io.drover.provider.collection;

import io.drover.collection.IfExists;
import io.drover.definition.XmlBean;
import io.drover.provider.DestinationDefinition;
import io.drover.provider.TableOptions;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** The {@code <collection>} destination: the records of a collection. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class CollectionDestination extends XmlBean implements DestinationDefinition {
    private static final String REPLACE = "replace";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String name;

    @XmlAttribute
    private String mode = "merge";

    /** Null when it is left out. */
    @XmlAttribute
    private Integer maxDeletePercent;

    /** Of the collection. */
    public String name() {
        return name;
    }

    /** What becomes of a record whose identifier is there. */
    IfExists ifExists() {
        return switch (mode) {
            case REPLACE -> IfExists.REPLACE;
            case "append" -> IfExists.REFUSE;
            default -> IfExists.MERGE;
        };
    }

    /** Whether the delivery is all that there is to be. */
    public boolean replaces() {
        return mode.equals(REPLACE);
    }

    /** Whether a share is given that nothing is removed by. */
    public boolean hasIdleLimit() {
        return maxDeletePercent != null && !replaces();
    }

    /** How the rows of its mappings are written. */
    public TableOptions options() {
        TableOptions all = TableOptions.UPSERT;
        return replaces()
                ? all.withMissingDeleted(
                        maxDeletePercent == null ? all.missing().maxPercent() : maxDeletePercent)
                : all;
    }
}
