package io.drover.deploy;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * What a job fetches from a bucket is deleted there only when it is still what was read: its version is asked for again. Knows the component
 * by its headers, for it may not be there.
 */
final class FetchedObjects {
    private static final String TAG = "CamelAwsS3ETag";
    private static final String KEY = "CamelAwsS3Key";
    private static final String OPERATION = "CamelAwsS3Operation";

    private FetchedObjects() {}

    /** @throws IOException when another object has its key by now */
    static void check(Exchange exchange) throws IOException {
        String read = exchange.getMessage().getHeader(TAG, String.class);
        String key = exchange.getMessage().getHeader(KEY, String.class);
        if (read == null || key == null) {
            return;
        }
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            Exchange head = template.request(exchange.getFromEndpoint(), question -> {
                question.getMessage().setHeader(OPERATION, "headObject");
                question.getMessage().setHeader(KEY, key);
            });
            if (head.isFailed()) {
                throw new IOException(
                        "whether it is still there as it was read could not be asked: "
                                + EndpointWatch.reason(head.getException()),
                        head.getException());
            }
            String now = exchange.getContext()
                    .resolveLanguage("simple")
                    .createExpression("${body.eTag()}")
                    .evaluate(head, String.class);
            if (!read.equals(now)) {
                throw new IOException("it was changed at its source while it was fetched");
            }
        }
    }
}
