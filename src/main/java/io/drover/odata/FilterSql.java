package io.drover.odata;

import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.Syntax;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** A {@code $filter} as a condition of SQL. */
final class FilterSql implements ExpressionVisitor<Term> {
    private final EntityTable table;
    private final Syntax syntax;

    FilterSql(EntityTable table) {
        this.table = table;
        this.syntax = table.syntax();
    }

    @Override
    public Term visitBinaryOperator(BinaryOperatorKind operator, Term left, Term right)
            throws ODataApplicationException {
        return switch (operator) {
            case AND, OR -> {
                Term one = left.asCondition();
                Term other = right.asCondition();
                yield Term.condition(
                        "(" + one.sql() + (operator == BinaryOperatorKind.AND ? " AND " : " OR ") + other.sql() + ")",
                        Term.and(one.values(), other.values()));
            }
            case EQ, NE, GT, GE, LT, LE -> Comparison.of(operator, left, right);
            case ADD -> arithmetic(left, "+", right);
            case SUB -> arithmetic(left, "-", right);
            case MUL -> arithmetic(left, "*", right);
            case DIV -> arithmetic(left, "/", right);
            case MOD -> arithmetic(left, "%", right);
            default -> throw EntityErrors.notOffered("the operator " + operator);
        };
    }

    private static Term arithmetic(Term left, String operator, Term right) throws ODataApplicationException {
        if (left.isNull() || right.isNull()) {
            throw EntityErrors.notOffered("arithmetic with null");
        }
        ColumnType type = left.type() == null ? right.type() : left.type();
        Term one = left.as(type);
        Term other = right.as(type);
        return Term.value(
                type,
                "(" + one.sql() + " " + operator + " " + other.sql() + ")",
                Term.and(one.values(), other.values()));
    }

    @Override
    public Term visitBinaryOperator(BinaryOperatorKind operator, Term left, List<Term> right)
            throws ODataApplicationException {
        if (operator != BinaryOperatorKind.IN) {
            throw EntityErrors.notOffered("the operator " + operator);
        }
        Term any = Term.condition("1 = 0", List.of());
        for (Term each : right) {
            any = visitBinaryOperator(BinaryOperatorKind.OR, any, Comparison.of(BinaryOperatorKind.EQ, left, each));
        }
        return any;
    }

    @Override
    public Term visitUnaryOperator(UnaryOperatorKind operator, Term operand) throws ODataApplicationException {
        if (operator == UnaryOperatorKind.NOT) {
            Term condition = operand.asCondition();
            return Term.condition("NOT (" + condition.sql() + ")", condition.values());
        }
        if (operand.literal() instanceof Number number) {
            return Term.literal(new BigDecimal(number.toString()).negate());
        }
        return Term.value(operand.type(), "(-" + operand.sql() + ")", operand.values());
    }

    @Override
    public Term visitMethodCall(MethodKind method, List<Term> parameters) throws ODataApplicationException {
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

    @Override
    public Term visitLiteral(Literal literal) throws ODataApplicationException {
        if (!(literal.getType() instanceof EdmPrimitiveType type)) {
            return Term.NULL;
        }
        String text = literal.getText();
        try {
            String plain = type.fromUriLiteral(text);
            return Term.literal(
                    switch (type.getName()) {
                        case "String" -> plain;
                        case "SByte", "Byte", "Int16", "Int32", "Int64" -> Long.valueOf(plain);
                        case "Decimal" -> new BigDecimal(plain);
                        case "Single", "Double" -> Double.valueOf(plain.replace("INF", "Infinity"));
                        case "Boolean" -> Boolean.valueOf(plain);
                        case "Date" -> LocalDate.parse(plain);
                        case "TimeOfDay" -> LocalTime.parse(plain);
                        case "DateTimeOffset" -> OffsetDateTime.parse(plain.toUpperCase(Locale.ROOT));
                        case "Guid" -> UUID.fromString(plain);
                        default -> throw EntityErrors.notOffered("values of the type " + type.getName());
                    });
        } catch (EdmPrimitiveTypeException | RuntimeException e) {
            throw EntityErrors.invalid("The value " + text + " in $filter cannot be read: " + e.getMessage() + ".");
        }
    }

    @Override
    public Term visitMember(Member member) throws ODataApplicationException {
        List<UriResource> path = member.getResourcePath().getUriResourceParts();
        if (path.size() != 1 || !(path.get(0) instanceof UriResourcePrimitiveProperty)) {
            throw EntityErrors.notOffered("a path in $filter");
        }
        EntityProperty property = table.property(path.get(0).getSegmentValue()).orElseThrow();
        if (property.type() == ColumnType.BINARY || property.type() == ColumnType.OTHER) {
            throw EntityErrors.notOffered("a condition on " + property.name());
        }
        return Term.of(property);
    }

    @Override
    public Term visitLambdaExpression(String function, String variable, Expression expression)
            throws ODataApplicationException {
        throw EntityErrors.notOffered(function);
    }

    @Override
    public Term visitAlias(String alias) throws ODataApplicationException {
        throw EntityErrors.notOffered("the alias " + alias);
    }

    @Override
    public Term visitTypeLiteral(EdmType type) throws ODataApplicationException {
        throw EntityErrors.notOffered("a type in $filter");
    }

    @Override
    public Term visitLambdaReference(String variable) throws ODataApplicationException {
        throw EntityErrors.notOffered("a variable in $filter");
    }

    @Override
    public Term visitEnum(EdmEnumType type, List<String> values) throws ODataApplicationException {
        throw EntityErrors.notOffered("an enumeration in $filter");
    }
}
