package io.drover.odata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.CustomQueryOption;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;

/** What the options of a URI ask of a table. */
final class EntityRequest {
    private final UriInfo uri;
    private final EntityTable table;

    EntityRequest(UriInfo uri, EntityTable table) {
        this.uri = uri;
        this.table = table;
    }

    void requireOffered() throws ODataApplicationException {
        if (uri.getExpandOption() != null) {
            throw EntityErrors.notOffered("$expand, as tables have no navigation");
        }
        if (uri.getSearchOption() != null || uri.getApplyOption() != null) {
            throw EntityErrors.notOffered("$search and $apply");
        }
    }

    /** The filter and the legal entities. */
    List<Term> conditions() throws ODataApplicationException {
        List<Term> conditions = new ArrayList<>();
        table.company().flatMap(this::companies).ifPresent(conditions::add);
        if (uri.getFilterOption() != null) {
            try {
                conditions.add(uri.getFilterOption()
                        .getExpression()
                        .accept(new FilterSql(table))
                        .asCondition());
            } catch (ExpressionVisitException e) {
                throw EntityErrors.invalid("$filter cannot be read: " + e.getMessage());
            }
        }
        return conditions;
    }

    private Optional<Term> companies(EntityProperty column) {
        boolean cross = uri.getCustomQueryOptions().stream()
                .filter(option -> option.getName().equalsIgnoreCase("cross-company"))
                .map(CustomQueryOption::getText)
                .anyMatch("true"::equalsIgnoreCase);
        return table.exposed()
                .companies()
                .of(cross)
                .map(names -> Term.condition(
                        "UPPER(" + column.sql() + ") IN (" + String.join(", ", Collections.nCopies(names.size(), "?"))
                                + ")",
                        List.copyOf(names)));
    }

    /** That of {@code $orderby}, and then by the key, so that it is one and the same on each page. */
    List<OrderTerm> order() throws ODataApplicationException {
        List<OrderTerm> order = new ArrayList<>();
        Set<EntityProperty> seen = new LinkedHashSet<>();
        if (uri.getOrderByOption() != null) {
            for (OrderByItem item : uri.getOrderByOption().getOrders()) {
                EntityProperty property = property(item);
                if (seen.add(property)) {
                    order.add(new OrderTerm(property, item.isDescending()));
                }
            }
        }
        table.keys().stream().filter(seen::add).forEach(key -> order.add(new OrderTerm(key, false)));
        return order;
    }

    private EntityProperty property(OrderByItem item) throws ODataApplicationException {
        if (item.getExpression() instanceof Member member) {
            List<UriResource> path = member.getResourcePath().getUriResourceParts();
            if (path.size() == 1 && path.get(0) instanceof UriResourcePrimitiveProperty) {
                EntityProperty property =
                        table.property(path.get(0).getSegmentValue()).orElseThrow();
                if (property.canBeKey()) {
                    return property;
                }
            }
        }
        throw EntityErrors.notOffered("an $orderby of something else than a property that has an order");
    }

    /** The properties that are read: what is selected, the key, and what rows are ordered by. */
    List<EntityProperty> properties(List<OrderTerm> order) {
        if (uri.getSelectOption() == null
                || uri.getSelectOption().getSelectItems().stream().anyMatch(SelectItem::isStar)) {
            return table.properties();
        }
        Set<String> names = new LinkedHashSet<>();
        uri.getSelectOption().getSelectItems().forEach(item -> item.getResourcePath()
                .getUriResourceParts()
                .forEach(part -> names.add(part.getSegmentValue())));
        return table.properties().stream()
                .filter(property -> names.contains(property.name())
                        || table.keys().contains(property)
                        || order.stream().anyMatch(term -> term.property().equals(property)))
                .toList();
    }
}
