package io.drover.mapping.definition;

import io.drover.definition.problem.Problems;
import io.drover.mapping.definition.ColumnDefinition.ValueType;
import io.drover.mapping.definition.ColumnDefinition.WhenEmpty;
import io.drover.mapping.function.ColumnFunction;
import java.util.Locale;

/** From the beans of a mapping's columns to their records, with the checks that a schema cannot make. */
final class ColumnConverter {
    private final boolean files;
    private final Problems problems;

    /** @param files whether the destination is files */
    ColumnConverter(boolean files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    ColumnDefinition column(ColumnXml column) {
        column.functions.forEach(function -> function.check(problems));
        if (column.source == null && column.functions.stream().noneMatch(ColumnFunction::makesValue)) {
            problems.add(
                    column.line,
                    "the column %s gets no value: add source=\"...\", or a function that makes one, such as <constant>, <concatenate> or <expression>"
                            .formatted(column.destination));
        }
        if (column.type != null && !files) {
            problems.add(
                    column.line,
                    "type=\"%s\" is for destinations that are files; a database knows the type of its column %s: remove it"
                            .formatted(column.type, column.destination));
        }
        WhenEmpty whenEmpty = WhenEmpty.valueOf(column.whenEmpty.toUpperCase(Locale.ROOT));
        if (files && (column.insertOnly || whenEmpty == WhenEmpty.KEEP)) {
            problems.add(
                    column.line,
                    "%s is for destinations that are databases: a file has no existing rows"
                            .formatted(column.insertOnly ? "insertOnly=\"true\"" : "whenEmpty=\"keep\""));
        }
        return new ColumnDefinition(
                column.source,
                column.destination,
                column.type == null ? null : ValueType.valueOf(constant(column.type)),
                column.functions,
                whenEmpty,
                column.insertOnly);
    }

    /** {@code greaterThan} is {@code GREATER_THAN}. */
    static String constant(String word) {
        return word.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
