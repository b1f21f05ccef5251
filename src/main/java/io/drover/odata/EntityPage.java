package io.drover.odata;

import io.drover.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.uri.UriInfo;

/**
 * A page of an entity set.
 *
 * @param properties that each row has
 * @param next where the next page begins, if there is one
 * @param size what a page has at most
 */
record EntityPage(List<EntityProperty> properties, List<Object[]> rows, Optional<PageToken> next, int size) {
    private static final Pattern SIZE = Pattern.compile("(?i)(?:odata\\.)?maxpagesize\\s*=\\s*\"?(\\d{1,9})");

    /**
     * How much is read for one request.
     *
     * @param page entities of a page at most
     * @param top what {@code $top} may be at most
     */
    record ReadLimits(int page, long top) {}

    /** Reads the page that a request asks for: the first one, or the one behind its token. */
    static EntityPage read(Store store, EntityTable table, UriInfo uri, ODataRequest request, ReadLimits limits)
            throws ODataApplicationException {
        EntityRequest asked = new EntityRequest(uri, table);
        List<OrderTerm> order = asked.order();
        List<EntityProperty> properties = asked.properties(order);
        List<Term> conditions = new ArrayList<>(asked.conditions());
        PageToken token = uri.getSkipTokenOption() == null
                ? null
                : PageToken.parse(uri.getSkipTokenOption().getValue());
        if (token != null) {
            conditions.add(OrderTerm.behind(order, token.values(order)));
        }
        boolean isFirst = token == null;
        long skip = isFirst && uri.getSkipOption() != null ? uri.getSkipOption().getValue() : 0;
        Long left = isFirst ? top(uri, limits) : token.left();
        int size = size(request, limits);
        long wanted = left == null ? size : Math.min(size, left);
        boolean mayGoOn = left == null || left > size;
        List<Object[]> rows = wanted == 0
                ? List.of()
                : new EntityQuery(store, table, conditions).rows(properties, order, skip, wanted + (mayGoOn ? 1 : 0));
        if (rows.size() <= wanted) {
            return new EntityPage(properties, rows, Optional.empty(), size);
        }
        List<Object[]> page = rows.subList(0, (int) wanted);
        List<String> last = texts(order, properties, page.get(page.size() - 1));
        return new EntityPage(
                properties, page, Optional.of(new PageToken(last, left == null ? null : left - wanted)), size);
    }

    private static Long top(UriInfo uri, ReadLimits limits) throws ODataApplicationException {
        if (uri.getTopOption() == null) {
            return null;
        }
        long top = uri.getTopOption().getValue();
        if (top > limits.top()) {
            throw EntityErrors.invalid("$top is " + top + "; it may be " + limits.top()
                    + " at most (drover.odata.max-top). Without it all come, in pages.");
        }
        return top;
    }

    private static int size(ODataRequest request, ReadLimits limits) {
        List<String> preferences = request.getHeaders("Prefer");
        Matcher size = SIZE.matcher(preferences == null ? "" : String.join(",", preferences));
        int wanted = size.find() ? Integer.parseInt(size.group(1)) : limits.page();
        return Math.max(1, Math.min(wanted, limits.page()));
    }

    private static List<String> texts(List<OrderTerm> order, List<EntityProperty> properties, Object[] row) {
        List<String> texts = new ArrayList<>();
        for (OrderTerm term : order) {
            Object value = row[properties.indexOf(term.property())];
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }
}
