package io.drover.odata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.olingo.server.api.ODataApplicationException;

/**
 * Where the next page begins: behind the row that has these values in the order of the request.
 *
 * @param after as texts; null for null
 * @param left rows of {@code $top} that are still to come; null: all
 */
record PageToken(List<String> after, Long left) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For {@code $skiptoken}. */
    String text() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static PageToken parse(String text) throws ODataApplicationException {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            PageToken token = JSON.readValue(json, PageToken.class);
            if (token.after != null) {
                return token;
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below
        }
        throw EntityErrors.invalid("$skiptoken is none that this service has given: use the nextLink as it is.");
    }

    /**
     * The values as they are bound.
     *
     * @throws ODataApplicationException when they are not those of such an order
     */
    List<Object> values(List<OrderTerm> order) throws ODataApplicationException {
        if (after.size() != order.size()) {
            throw EntityErrors.invalid("$skiptoken is of another $orderby: use the nextLink as it is.");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            String text = after.get(i);
            try {
                values.add(
                        text == null
                                ? null
                                : Values.parse(text, order.get(i).property().type()));
            } catch (RuntimeException e) {
                throw EntityErrors.invalid("$skiptoken is of another $orderby: use the nextLink as it is.");
            }
        }
        return values;
    }
}
