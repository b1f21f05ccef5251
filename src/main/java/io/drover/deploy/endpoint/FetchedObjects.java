package io.drover.deploy.endpoint;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * What a job fetches from a bucket or container is taken away there only when it is still what was read. S3 is asked for the version before
 * Camel deletes it; Azure is told to delete that version and no other, in one request. Knows the components by their headers, for they may
 * not be there.
 */
final class FetchedObjects {
    private static final String S3 = "CamelAwsS3";
    private static final String AZURE = "CamelAzureStorageBlob";
    private static final String CONDITIONS = "com.azure.storage.blob.models.BlobRequestConditions";
    private static final Pattern STATUS = Pattern.compile("Status code (\\d{3})");
    private static final String CHANGED = "it was changed at its source while it was fetched";

    private FetchedObjects() {}

    /** @throws IOException when another object has its name by now, or that cannot be known */
    static void check(Exchange exchange) throws IOException {
        String key = header(exchange, S3 + "Key");
        String object = header(exchange, S3 + "ETag");
        String name = header(exchange, AZURE + "BlobName");
        String blob = header(exchange, AZURE + "ETag");
        if (key != null && object != null) {
            requireSame(exchange, object, Map.of(S3 + "Operation", "headObject", S3 + "Key", key), "${body.eTag()}");
        } else if (name != null && blob != null) {
            ofAzure(exchange, name, blob);
        }
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private static void ofAzure(Exchange exchange, String name, String tag) throws IOException {
        Map<String, Object> options =
                EndpointUris.options(exchange.getFromEndpoint().getEndpointUri());
        if ("true".equals(options.get("moveAfterRead"))) { // Camel copies and deletes
            Map<String, Object> list = Map.of(AZURE + "Operation", "listBlobs", AZURE + "Prefix", name);
            // Of all that begin with the name, the name itself comes first
            requireSame(exchange, tag, list, "${body[0].properties.eTag}");
        } else if (!"false".equals(options.get("deleteAfterRead"))) {
            delete(exchange, name, tag);
        }
    }

    private static void requireSame(Exchange exchange, String read, Map<String, Object> question, String tag)
            throws IOException {
        Exchange answer = asked(exchange, question);
        if (answer.isFailed()) {
            throw failure("whether it is still there as it was read could not be asked: ", answer);
        }
        String now = exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(tag)
                .evaluate(answer, String.class);
        if (!bare(read).equals(bare(now))) {
            throw new IOException(CHANGED);
        }
    }

    private static String bare(String tag) {
        return String.valueOf(tag).replace("\"", "");
    }

    private static void delete(Exchange exchange, String name, String tag) throws IOException {
        Exchange answer = asked(
                exchange,
                Map.of(
                        AZURE + "Operation",
                        "deleteBlob",
                        AZURE + "BlobName",
                        name,
                        AZURE + "RequestCondition",
                        ifMatch(exchange.getContext(), tag)));
        if (!answer.isFailed()) {
            return;
        }
        Matcher status = STATUS.matcher(EndpointReasons.of(answer.getException()));
        String code = status.find() ? status.group(1) : "";
        if (code.equals("412")) {
            throw new IOException(CHANGED);
        }
        if (!code.equals("404")) { // one that is gone was whole when it was read
            throw failure("it could not be deleted: ", answer);
        }
    }

    private static Object ifMatch(CamelContext camel, String tag) {
        Object conditions =
                camel.getInjector().newInstance(camel.getClassResolver().resolveClass(CONDITIONS));
        PropertyBindingSupport.bindProperties(camel, conditions, new HashMap<>(Map.of("ifMatch", tag)));
        return conditions;
    }

    private static Exchange asked(Exchange exchange, Map<String, Object> headers) throws IOException {
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            return template.request(exchange.getFromEndpoint(), question -> question.getMessage()
                    .setHeaders(headers));
        }
    }

    private static IOException failure(String what, Exchange answer) {
        return new IOException(what + EndpointReasons.of(answer.getException()), answer.getException());
    }
}
