package io.drover.sample;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.drover.sample.Fault.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers one request of the fake ERP, or does with it what the faults say. Thread-safe. */
final class ErpHandler implements HttpHandler {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1>"
            + "<form><input name=user><input name=password type=password></form></body></html>\n";

    private final SampleErp erp;
    private final FakeErpAccess access;
    private final Faults faults;
    private final Consumer<String> log;

    ErpHandler(SampleErp erp, FakeErpAccess access, Faults faults, Consumer<String> log) {
        this.erp = erp;
        this.access = access;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        RequestFaults strike = faults.strike();
        String said;
        try (exchange) { // closing it without an answer breaks the connection off
            said = handle(exchange, strike);
        } catch (RefusedException e) {
            said = "refused: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said = "stopped";
        }
        log.accept("%s  %s %s  %s%s"
                .formatted(
                        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS),
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        said,
                        strike.inWords()));
    }

    private String handle(HttpExchange exchange, RequestFaults strike)
            throws IOException, InterruptedException, RefusedException {
        Thread.sleep(strike.delayMillis());
        if (strike.is(Kind.RESET)) {
            return "broken off";
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<String> refusal = access.refusal(exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            return status(exchange, 401, refusal.get());
        }
        if (strike.is(Kind.ERROR)) {
            return status(exchange, Integer.parseInt(strike.value(Kind.ERROR).orElseThrow()), "A fault was ordered");
        }
        Headers headers = exchange.getResponseHeaders();
        if (strike.is(Kind.RATE_LIMIT)) {
            headers.set("Retry-After", strike.value(Kind.RATE_LIMIT).orElseThrow());
            return status(exchange, 429, "Too many requests");
        }
        if (strike.is(Kind.REDIRECT)) {
            headers.set("Location", strike.value(Kind.REDIRECT).orElseThrow());
            return status(exchange, 307, "Moved");
        }
        return answer(exchange, body, strike);
    }

    private String answer(HttpExchange exchange, byte[] body, RequestFaults strike)
            throws IOException, RefusedException {
        try {
            SampleEnvelope envelope = SampleEnvelope.open(body);
            SampleRequest request = erp.read(new ByteArrayInputStream(envelope.request()));
            byte[] xml = erp.answer(
                            request,
                            strike.paging(),
                            strike.value(Kind.REFUSE_ORDER).orElse(null))
                    .readAllBytes();
            if (strike.is(Kind.LOST)) {
                return "broken off after it was done";
            }
            exchange.getResponseHeaders().set("Content-Type", envelope.form().type());
            return write(exchange, envelope.close(root(xml, strike)), strike);
        } catch (RefusedException e) {
            status(exchange, 400, e.getMessage());
            throw e;
        }
    }

    private static byte[] root(byte[] xml, RequestFaults strike) {
        return strike.value(Kind.WRONG_ROOT)
                .map(root -> new String(xml, StandardCharsets.UTF_8)
                        .replaceFirst("<tables", "<" + root)
                        .replaceFirst("</tables>", "</" + root + ">")
                        .getBytes(StandardCharsets.UTF_8))
                .orElse(xml);
    }

    private static String write(HttpExchange exchange, byte[] answer, RequestFaults strike) throws IOException {
        byte[] bytes = answer;
        if (strike.is(Kind.HTML)) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        } else if (strike.is(Kind.EMPTY)) {
            bytes = new byte[0];
        } else if (strike.is(Kind.HALF)) {
            bytes = Arrays.copyOf(answer, answer.length / 2);
        }
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes, 0, strike.is(Kind.TRUNCATED) ? bytes.length / 2 : bytes.length);
        return "200, " + bytes.length + " bytes";
    }

    private static String status(HttpExchange exchange, int status, String text) throws IOException {
        FakeErp.text(exchange, status, text + "\n");
        return status + ": " + text;
    }
}
