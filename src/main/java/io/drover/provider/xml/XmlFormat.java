package io.drover.provider.xml;

import io.drover.provider.FileFormat;
import java.util.List;

/**
 * The {@code <xml>} source. Without record paths it is a {@code <tables>} document or an entity file of Dynamics 365, told by its
 * root.
 *
 * @param decimalSeparator the character between whole number and fraction, {@code .} or {@code ,}
 * @param xslt the stylesheet that each document goes through first, from {@code Files/Integration}; null for none
 * @param appliesTableOptions whether the attributes of a {@code <table>} count where the mapping has no options
 * @param tables what the job says about tables; all of them have record paths, or none has
 */
public record XmlFormat(char decimalSeparator, String xslt, boolean appliesTableOptions, List<XmlTable> tables)
        implements FileFormat {

    public XmlFormat {
        tables = List.copyOf(tables);
    }

    /** Documents that say themselves what they are. */
    public XmlFormat(char decimalSeparator) {
        this(decimalSeparator, null, false, List.of());
    }

    /** Whether the job names the elements that are records. */
    public boolean hasRecordPaths() {
        return !tables.isEmpty() && tables.get(0).records() != null;
    }
}
