package io.drover.provider.xml;

import java.util.List;

/**
 * A table of an XML source.
 *
 * @param records path of the elements that are its records, as {@code /catalog/product} or {@code //product}; null for an entity
 *     of Dynamics 365, whose name the elements have
 * @param columns empty for all attributes and elements of a record
 * @param parentKey columns of the record around that each record gets too; empty for a generated number
 */
public record XmlTable(String name, String records, List<XmlColumn> columns, List<String> parentKey) {

    public XmlTable {
        columns = List.copyOf(columns);
        parentKey = List.copyOf(parentKey);
    }
}
