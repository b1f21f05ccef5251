package io.drover.http.download;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file, or a part of it, with its length known. Camel would send a stream in chunks: clients would not notice when it
 * ends early.
 */
public final class FileAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(FileAnswer.class);

    /**
     * What goes before the file.
     *
     * @param type Content-Type
     */
    public record Head(int status, Map<String, String> headers, String type) {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    private FileAnswer() {}

    /**
     * Begins to send; the file may be deleted from then on. A request HEAD gets the length only.
     *
     * @return whether that could be done; else nothing has been sent
     */
    public static boolean begin(Exchange exchange, HttpMessage message, Head head, FilePart part) {
        HttpServerResponse response = message.getResponse();
        String route = exchange.getFromRouteId(); // the exchange ends before the last octet is sent
        response.setStatusCode(head.status());
        head.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", head.type());
        if (message.getRequest().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(part.length())).end();
            return true;
        }
        Future<Void> sent = response.sendFile(part.file().toString(), part.offset(), part.length());
        if (sent.failed()) {
            LOG.warn("{} has no file to send: {}", route, sent.cause().toString());
            response.headers().clear();
            return false;
        }
        sent.onFailure(failure -> LOG.info("{} was not sent to its end: {}", route, failure.toString()));
        return true;
    }

    /** The header Content-Disposition of a file, in both forms of RFC 6266: one for those that know ASCII only, one for the name as it is. */
    public static String disposition(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= '0' && each <= '9')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= 'a' && each <= 'z')
                    || each == '-'
                    || each == '.'
                    || each == '_';
            encoded.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xFF));
        }
        return "attachment; filename=\"" + name.replaceAll("[^ -~]|[\"\\\\%]", "_") + "\"; filename*=UTF-8''" + encoded;
    }
}
