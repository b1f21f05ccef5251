package io.drover.sample;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request as the sample ERP understands it: {@code <GetEcomData pageSize="100" page="2"><tables><Products type="all"/>...}
 * asks for data, and one of any root that holds a table EcomOrders hands in orders.
 *
 * @param attributes of the root element
 * @param features names of what is asked for, in their order
 * @param orders the orders handed in, each as its values by column name
 */
record SampleRequest(Map<String, String> attributes, Set<String> features, List<Map<String, String>> orders) {

    /** The root element of what asks for data. */
    static final String QUESTION = "GetEcomData";

    static SampleRequest read(InputStream xml, Set<String> known) throws RefusedException {
        return new SampleRequestReader(known).read(xml);
    }

    /** One of the numbers among the attributes; the default when it is not there. */
    int number(String name, int otherwise) throws RefusedException {
        String value = attributes.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new RefusedException("%s is \"%s\"; it must be a whole number from 1".formatted(name, value));
        }
        return Integer.parseInt(value);
    }
}
