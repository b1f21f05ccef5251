package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import org.apache.camel.Exchange;

/**
 * A request whose parts may name values in braces.
 *
 * @param url address with its query
 * @param body what is sent
 * @param headers further headers, one a line
 */
record RequestTemplate(String url, String body, String headers) {
    private static final String URL = "webServiceUrl";
    private static final String HEADERS = "requestHeaders";

    /** That of a task. */
    static RequestTemplate of(ParameterValues parameters) {
        return new RequestTemplate(parameters.text(URL), parameters.raw("requestXml"), parameters.raw(HEADERS));
    }

    /**
     * Makes it the request that the part web-service sends next.
     *
     * @param link an address that counts instead of the template's, as it stands; or null
     */
    void prepare(Exchange exchange, RequestFields fields, String link) {
        exchange.setVariable(URL, link == null ? fields.inUrl(url) : link);
        exchange.setVariable(HEADERS, fields.inHeaders(headers));
        exchange.getMessage().setBody(body.isBlank() ? null : fields.inBody(body));
    }
}
