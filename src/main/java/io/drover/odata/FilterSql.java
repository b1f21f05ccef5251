package io.drover.odata;

import io.drover.provider.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEnumType;
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
    private final FilterFunctions functions;

    FilterSql(EntityTable table) {
        this.table = table;
        this.functions = new FilterFunctions(table.syntax());
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
        return functions.call(method, parameters);
    }

    @Override
    public Term visitLiteral(Literal literal) throws ODataApplicationException {
        return FilterLiterals.term(literal);
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
