package io.drover.odata;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriParameter;

/** The key of an entity in a path: {@code CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')}. */
final class EntityKey {
    private EntityKey() {}

    static List<Term> conditions(List<UriParameter> predicates, EntityTable table) throws ODataApplicationException {
        List<Term> conditions = new ArrayList<>();
        for (UriParameter predicate : predicates) {
            EntityProperty key = table.property(predicate.getName()).orElseThrow();
            Object value = value(predicate, key);
            conditions.add(
                    EntityTable.isCompany(key)
                            ? Term.condition(
                                    "UPPER(" + key.sql() + ") = ?",
                                    List.of(value.toString().toUpperCase(Locale.ROOT)))
                            : Term.condition(key.sql() + " = ?", List.of(value)));
        }
        return conditions;
    }

    private static Object value(UriParameter predicate, EntityProperty key) throws ODataApplicationException {
        try {
            String plain = EdmPrimitiveTypeFactory.getInstance(key.kind()).fromUriLiteral(predicate.getText());
            return switch (key.type()) {
                case TIMESTAMP, TIMESTAMP_WITH_ZONE ->
                    Values.bound(OffsetDateTime.parse(plain.toUpperCase(Locale.ROOT)), key.type());
                default -> Values.parse(plain, key.type());
            };
        } catch (EdmPrimitiveTypeException | RuntimeException e) {
            throw EntityErrors.invalid("The key " + predicate.getName() + "=" + predicate.getText()
                    + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
