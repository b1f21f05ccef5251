package io.drover.odata;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;

/** The values that are written in a {@code $filter}. */
final class FilterLiterals {
    private FilterLiterals() {}

    /** A value as a term, of a type that Java has for it. */
    static Term term(Literal literal) throws ODataApplicationException {
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
}
