package io.drover.provider.edi;

import io.drover.provider.DestinationColumn;
import io.drover.provider.edi.syntax.Standard;
import io.drover.provider.file.ValueTexts;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A table that is written: its rows wait until all have come. */
final class OutputTable {
    /** What StAEDI's writer takes. */
    private static final int MAX_ELEMENT = 500;

    private static final List<String> ROW = List.of("RowId");
    private static final List<String> PARENT_ROW = List.of("ParentRowId");

    private final EdiTable definition;
    private final EdiTable parent;
    private final List<DestinationColumn> columns;
    private final ValueTexts texts;
    private final RowSegments form;
    private final RowStore.Rows rows;
    private final CharsetEncoder encoder;
    private final EnvelopeHeaders headers;
    /** Characters that no value may have: separators that cannot be released. */
    private final String separators;

    OutputTable(EdiDestination format, EdiTable definition, List<DestinationColumn> columns, RowStore.Rows rows)
            throws IOException {
        this.definition = definition;
        this.parent = EdiTable.parent(format.tables, definition);
        this.columns = columns;
        this.texts = ValueTexts.of(format.values(), columns);
        this.rows = rows;
        Standard standard = Standard.ofType(definition.messageType());
        this.encoder = format.form(standard).charset().newEncoder();
        this.headers = new EnvelopeHeaders(format, standard);
        this.separators = standard == Standard.X12 ? format.form(standard).separators() : "";
        Set<String> keys = new HashSet<>(lower(ROW));
        keys.addAll(lower(PARENT_ROW));
        for (EdiTable table : format.tables) {
            if (definition.equals(table) || definition.equals(EdiTable.parent(format.tables, table))) {
                keys.addAll(lower(table.parentKeys()));
            }
        }
        this.form = new RowSegments(definition, columns, keys);
        for (String key : parent == null ? List.<String>of() : ownKey()) {
            index(key);
        }
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    EdiTable definition() {
        return definition;
    }

    EdiTable parent() {
        return parent;
    }

    RowSegments form() {
        return form;
    }

    private List<String> ownKey() {
        return definition.parentKey == null ? PARENT_ROW : definition.parentKeys();
    }

    private int index(String column) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw RowSegments.refused("the table " + definition.name + " has no column " + column
                + ", by which rows are put within rows; map it, or name others with parentKey");
    }

    /** Keeps a row; gives what is wrong with it, or null. */
    String add(Object[] values) throws IOException {
        String[] row = new String[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = texts.text(i, values[i]);
            String problem = row[i] == null ? null : problem(row[i]);
            if (problem != null) {
                return columns.get(i).name() + " " + problem;
            }
        }
        String ofHeader = parent == null ? headers.problem(definition.messageType(), form.envelope(row)) : null;
        if (ofHeader != null) {
            return ofHeader;
        }
        List<String> key = parent == null ? List.of() : key(ownKey(), row);
        if (key == null) {
            return "has no value in a column that says which row it stands in";
        }
        rows.add(key, row);
        return null;
    }

    private String problem(String value) {
        if (value.length() > MAX_ELEMENT) {
            return "has " + value.length() + " characters; an element may have " + MAX_ELEMENT;
        }
        if (!encoder.canEncode(value)) {
            return "has a character that " + encoder.charset().name() + " does not have";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                return "has a control character or a line break, which no element may have";
            }
            if (separators.indexOf(c) >= 0) {
                return "has the separator '" + c + "', which X12 cannot hold in a value; choose other separators";
            }
        }
        return null;
    }

    /** The values of some columns; null when one of them is null. */
    private List<String> key(List<String> names, String[] row) throws IOException {
        List<String> key = new ArrayList<>();
        for (String name : names) {
            String value = row[index(name)];
            if (value == null) {
                return null;
            }
            key.add(value);
        }
        return key;
    }

    /** What the rows of this table that stand in a row of its parent have as their key; null when none can. */
    List<String> keyIn(OutputTable around, String[] row) throws IOException {
        return around.key(definition.parentKey == null ? ROW : definition.parentKeys(), row);
    }

    String[] take(List<String> key) {
        return rows.take(key);
    }

    /** A row that stands nowhere would be lost. */
    void requireAllWritten() throws IOException {
        if (rows.size() > 0) {
            throw RowSegments.refused("%d %s of the table %s stand in no row of %s: none has the same %s"
                    .formatted(
                            rows.size(),
                            rows.size() == 1 ? "row" : "rows",
                            definition.name,
                            parent == null ? "?" : parent.name,
                            String.join(", ", ownKey())));
        }
    }
}
