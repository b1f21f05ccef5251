package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.xml.writer.RowForm.Frame;
import io.drover.provider.xml.writer.RowForm.Kind;
import io.drover.provider.xml.writer.XmlDestination.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a row stands in an entity file of Dynamics 365: an element named like the table, with its values as attributes or as
 * elements; null is left out.
 *
 * @param open what is between the values and the rows in it, if there are any
 * @param close what ends a row that has rows in it
 * @param end what ends a row that has none
 */
record EntityForm(RowForm row, String open, String close, String end) {

    /**
     * Prepares a table.
     *
     * @param depth 1 for a table that stands in no other
     * @param unwritten columns to leave out, in lower case
     */
    static EntityForm of(
            String table, List<DestinationColumn> columns, XmlDestination format, int depth, Set<String> unwritten)
            throws IOException {
        boolean attributes = format.shape() == Shape.ATTRIBUTES;
        String element = Markup.name("table", table);
        String indent = "\n" + "  ".repeat(depth);
        List<Frame> frames = new ArrayList<>();
        for (DestinationColumn column : columns) {
            if (unwritten.contains(column.name().toLowerCase(Locale.ROOT))) {
                frames.add(Frame.NONE);
                continue;
            }
            String name = Markup.name("column", column.name());
            frames.add(
                    attributes
                            ? new Frame(" " + name + "=\"", "\"", "")
                            : new Frame(indent + "  <" + name + ">", "</" + name + ">", ""));
        }
        RowForm row = new RowForm(
                columns,
                format.values(),
                attributes ? Kind.ATTRIBUTE : Kind.TEXT,
                indent + "<" + element + (attributes ? "" : ">"),
                frames);
        String close = indent + "</" + element + ">";
        return new EntityForm(row, attributes ? ">" : "", close, attributes ? "/>" : close);
    }
}
