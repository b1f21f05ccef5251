package io.drover.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.commons.codec.digest.DigestUtils;

/** The bean that routes/documentation.camel.yaml calls: the OpenAPI document and the page that shows it. Thread-safe. */
public final class OpenApi {
    private Content content;

    /** @param policy which contents of the page a browser lets in */
    private record Content(String yaml, String json, String page, String policy) {
        static Content read() {
            OpenApiDocument document = OpenApiDocument.read();
            String style = style();
            return new Content(
                    document.yaml(),
                    OpenApi.json(document),
                    ApiPage.of(document, style),
                    "default-src 'none'; style-src 'sha256-" + sha256(style)
                            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
    }

    /** Made when it is first asked for: most servers and all commands never are. */
    private synchronized Content content() {
        if (content == null) {
            content = Content.read();
        }
        return content;
    }

    public void yaml(Exchange exchange) {
        answer(exchange, "application/yaml; charset=utf-8", content().yaml());
    }

    public void json(Exchange exchange) {
        answer(exchange, "application/json; charset=utf-8", content().json());
    }

    public void page(Exchange exchange) {
        answer(exchange, "text/html; charset=utf-8", content().page());
        Message message = exchange.getMessage();
        message.setHeader("Content-Security-Policy", content().policy());
        message.setHeader("Referrer-Policy", "no-referrer");
    }

    private static void answer(Exchange exchange, String type, String body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setBody(body.getBytes(UTF_8));
    }

    private static String style() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/page.css")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(OpenApiDocument document) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document.tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(text));
    }
}
