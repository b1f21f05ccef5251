package io.drover.odata;

import java.util.List;
import java.util.Locale;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;

/** Comparisons as OData means them: null equals null, and is different from any value. Legal entities are compared without case. */
final class Comparison {
    private Comparison() {}

    static Term of(BinaryOperatorKind operator, Term left, Term right) throws ODataApplicationException {
        boolean equality = operator == BinaryOperatorKind.EQ || operator == BinaryOperatorKind.NE;
        if (left.isNull() || right.isNull()) {
            return withNull(operator, left.isNull() ? right : left);
        }
        if (left.condition() || right.condition()) {
            return ofConditions(operator, left.asCondition(), right.asCondition());
        }
        Term one = plain(left, right).as(right.type());
        Term other = plain(right, left).as(left.type());
        List<Object> values = Term.and(one.values(), other.values());
        String sql = one.sql() + " " + sign(operator) + " " + other.sql();
        if (!equality) {
            return Term.condition(sql, values);
        }
        if (operator == BinaryOperatorKind.EQ) {
            return left.isLiteral() || right.isLiteral()
                    ? Term.condition(sql, values)
                    : Term.condition(
                            "(" + sql + " OR (" + one.sql() + " IS NULL AND " + other.sql() + " IS NULL))",
                            Term.and(values, values));
        }
        return different(one, other, sql, values);
    }

    /** A value is different from null, which a database does not know. */
    private static Term different(Term one, Term other, String sql, List<Object> values) {
        if (one.isLiteral() || other.isLiteral()) {
            Term column = one.isLiteral() ? other : one;
            return Term.condition("(" + sql + " OR " + column.sql() + " IS NULL)", Term.and(values, column.values()));
        }
        String unlike = "(%1$s IS NULL AND %2$s IS NOT NULL) OR (%1$s IS NOT NULL AND %2$s IS NULL)"
                .formatted(one.sql(), other.sql());
        return Term.condition("(" + sql + " OR " + unlike + ")", Term.and(values, Term.and(values, values)));
    }

    private static Term withNull(BinaryOperatorKind operator, Term other) {
        if (other.isNull() || other.isLiteral()) {
            boolean holds = other.isNull() == (operator == BinaryOperatorKind.EQ);
            boolean equality = operator == BinaryOperatorKind.EQ || operator == BinaryOperatorKind.NE;
            return Term.condition(equality && holds ? "1 = 1" : "1 = 0", List.of());
        }
        return switch (operator) {
            case EQ -> Term.condition(other.sql() + " IS NULL", other.values());
            case NE -> Term.condition(other.sql() + " IS NOT NULL", other.values());
            default -> Term.condition("1 = 0", List.of());
        };
    }

    private static Term ofConditions(BinaryOperatorKind operator, Term left, Term right)
            throws ODataApplicationException {
        List<Object> twice = Term.and(Term.and(left.values(), right.values()), Term.and(left.values(), right.values()));
        String same = "((%1$s AND %2$s) OR (NOT (%1$s) AND NOT (%2$s)))".formatted(left.sql(), right.sql());
        return switch (operator) {
            case EQ -> Term.condition(same, twice);
            case NE -> Term.condition("NOT " + same, twice);
            default -> throw EntityErrors.notOffered("an order of truth values");
        };
    }

    private static Term plain(Term term, Term other) {
        boolean company = isCompany(term) || isCompany(other);
        if (!company) {
            return term;
        }
        return term.literal() instanceof String text
                ? Term.literal(text.toUpperCase(Locale.ROOT))
                : Term.value(term.type(), "UPPER(" + term.sql() + ")", term.values());
    }

    private static boolean isCompany(Term term) {
        return term.property() != null && EntityTable.isCompany(term.property());
    }

    private static String sign(BinaryOperatorKind operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            default -> throw new IllegalArgumentException(operator.name());
        };
    }
}
