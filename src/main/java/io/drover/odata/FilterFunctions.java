package io.drover.odata;

import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;

/** The functions of a {@code $filter} as SQL. */
final class FilterFunctions {
    private final Syntax syntax;

    FilterFunctions(Syntax syntax) {
        this.syntax = syntax;
    }

    /** A function of these parameters. */
    Term call(MethodKind method, List<Term> parameters) throws ODataApplicationException {
        Term first = parameters.isEmpty() ? Term.NULL : parameters.get(0);
        return switch (method) {
            case CONTAINS -> like(first, "%", parameters.get(1), "%");
            case STARTSWITH -> like(first, "", parameters.get(1), "%");
            case ENDSWITH -> like(first, "%", parameters.get(1), "");
            case TOLOWER -> text("LOWER", first);
            case TOUPPER -> text("UPPER", first);
            case TRIM -> text("TRIM", first);
            case LENGTH -> Term.value(ColumnType.INTEGER, syntax.length(first.sql()), first.values());
            case INDEXOF -> position(first, parameters.get(1));
            case SUBSTRING -> substring(first, parameters.subList(1, parameters.size()));
            case CONCAT ->
                Term.value(
                        ColumnType.TEXT,
                        "CONCAT(" + first.sql() + ", " + parameters.get(1).sql() + ")",
                        Term.and(first.values(), parameters.get(1).values()));
            case YEAR, MONTH, DAY -> part(method, first);
            case ROUND -> Term.value(first.type(), syntax.rounded(first.sql()), first.values());
            case FLOOR, CEILING -> Term.value(first.type(), method.name() + "(" + first.sql() + ")", first.values());
            default -> throw EntityErrors.notOffered("the function " + method);
        };
    }

    private static Term text(String function, Term term) {
        return Term.value(ColumnType.TEXT, function + "(" + term.sql() + ")", term.values());
    }

    private Term position(Term text, Term part) {
        return Term.value(
                ColumnType.INTEGER,
                "(" + syntax.position(part.sql(), text.sql()) + " - 1)",
                Term.and(part.values(), text.values()));
    }

    /** @param range where it begins, counted from 0, and how many characters it has at most */
    private Term substring(Term text, List<Term> range) throws ODataApplicationException {
        List<Integer> numbers = new ArrayList<>();
        for (Term each : range) {
            if (!(each.literal() instanceof Long number) || number < 0 || number >= Integer.MAX_VALUE) {
                throw EntityErrors.notOffered("a substring by other than whole numbers from 0 on");
            }
            numbers.add(number.intValue());
        }
        String from = syntax.substring(text.sql(), "?");
        List<Object> values = Term.and(text.values(), List.of(numbers.get(0) + 1));
        return numbers.size() == 1
                ? Term.value(ColumnType.TEXT, from, values)
                : Term.value(ColumnType.TEXT, "LEFT(" + from + ", ?)", Term.and(values, List.of(numbers.get(1))));
    }

    private Term part(MethodKind method, Term term) throws ODataApplicationException {
        if (term.type() != ColumnType.DATE && term.type() != ColumnType.TIMESTAMP) {
            throw EntityErrors.notOffered("the function " + method + " of this");
        }
        return Term.value(ColumnType.INTEGER, syntax.datePart(method.name(), term.sql()), term.values());
    }

    private static Term like(Term text, String before, Term part, String after) throws ODataApplicationException {
        if (!(part.literal() instanceof String literal)) {
            throw EntityErrors.notOffered("a search for something else than a text");
        }
        String escaped = literal.replaceAll("([!%_\\[])", "!$1");
        return Term.condition(
                text.sql() + " LIKE ? ESCAPE '!'", Term.and(text.values(), List.of(before + escaped + after)));
    }
}
