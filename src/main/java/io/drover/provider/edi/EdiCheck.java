package io.drover.provider.edi;

import io.drover.definition.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of tables and columns that a schema cannot make. */
final class EdiCheck {
    private static final Pattern RECORDS = Pattern.compile("(?:\\*|[A-Z]{6}|\\d{3})(?:/" + Step.PATTERN + ")*");

    private final Problems problems;
    private final List<EdiTable> tables;
    private final boolean written;

    /** @param written whether the tables are those of a destination */
    EdiCheck(Problems problems, List<EdiTable> tables, boolean written) {
        this.problems = problems;
        this.tables = tables;
        this.written = written;
    }

    void check() {
        Set<String> names = new HashSet<>();
        Set<String> records = new HashSet<>();
        for (EdiTable table : tables) {
            if (!names.add(lower(table.name))) {
                problems.add(table.line, "the table %s is there twice; keep one".formatted(table.name));
            }
            if (!records.add(table.records)) {
                problems.add(table.line, "another table has records=\"%s\" already".formatted(table.records));
            }
            if (!RECORDS.matcher(table.records).matches()) {
                problems.add(
                        table.line,
                        "records=\"%s\" says no type of messages, nor loops in them; write such as ORDERS, ORDERS/LIN, 850/PO1 or 856/HL[03=S]/HL[03=O]"
                                .formatted(table.records));
            } else {
                check(table);
            }
        }
    }

    private void check(EdiTable table) {
        boolean ofMessages = table.loops().isEmpty();
        if (ofMessages && table.parentKey != null) {
            problems.add(table.line, "a message stands in no row of another table: remove parentKey");
        }
        if (table.loops().stream().anyMatch(step -> step.ordinal() > 0)) {
            problems.add(
                    table.line, "records=\"%s\" counts loops with #; tell them by values".formatted(table.records));
        }
        if (written && table.messageType().equals("*")) {
            problems.add(table.line, "records=\"*\" is no type of messages that could be written");
        }
        if (written && !ofMessages && EdiTable.parent(tables, table) == null) {
            problems.add(
                    table.line,
                    "the rows of %s stand in messages of no table: add a <table records=\"%s\">"
                            .formatted(table.name, table.messageType()));
        }
        if (table.schema != null
                && (written || !ofMessages || table.messageType().equals("*"))) {
            problems.add(
                    table.line,
                    "a schema is for reading messages of a type: put it on such a table, as records=\"ORDERS\"");
        }
        Set<String> names = new HashSet<>();
        for (EdiColumn column : table.columns) {
            check(table, column);
            if (column.name != null && !names.add(lower(column.name))) {
                problems.add(column.line, "the column %s is there twice; keep one".formatted(column.name));
            }
        }
    }

    private void check(EdiTable table, EdiColumn column) {
        ElementPath path = column.elementPath();
        if (path == null) {
            problems.add(
                    column.line,
                    ("path=\"%s\" is no place that Drover knows; write one such as BGM02, DTM[137]01.2, NAD[BY]/RFF[VA]01.2,"
                                    + " PO106(UP), ../BGM02, or one of %s")
                            .formatted(column.path, Property.names()));
            return;
        }
        if (!written) {
            checkRead(table, column, path);
            return;
        }
        if (column.separator != null) {
            problems.add(column.line, "separator is for reading: remove it");
        }
        if (column.name == null && column.value == null) {
            problems.add(column.line, "a column needs a name, or a value that is always the same");
        }
        String problem = RowSegments.problem(table, path);
        if (problem != null) {
            problems.add(column.line, "path=\"%s\" cannot be written: %s".formatted(column.path, problem));
        }
    }

    private void checkRead(EdiTable table, EdiColumn column, ElementPath path) {
        if (column.name == null) {
            problems.add(column.line, "a column needs a name, which mappings call it by");
        }
        if (column.value != null) {
            problems.add(column.line, "value is for writing; a mapping sets values that are always the same");
        }
        if (path.up() > table.loops().size()) {
            problems.add(
                    column.line,
                    "path=\"%s\" leads out of the message, which is %d up from here"
                            .formatted(column.path, table.loops().size()));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
