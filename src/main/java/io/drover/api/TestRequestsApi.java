package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.flag;
import static io.drover.api.Parameters.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.api.Answers.Download;
import io.drover.api.Answers.Text;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The bean that routes/api.camel.yaml calls for test requests. */
public final class TestRequestsApi {
    /** Header that has the report, as JSON in URL encoding, when the body is the remote system's answer. */
    static final String REPORT = "Drover-Test-Answer";

    private final TestRequestOperations operations;
    private final Path spool;

    /** @param spool where answers are until they have been sent on */
    public TestRequestsApi(TestRequestOperations operations, Path spool) {
        this.operations = operations;
        this.spool = spool;
    }

    /** Sends a request of a task; gives a report, or with content=true the answer itself and the report in a header. */
    public void send(Exchange exchange) {
        AtomicReference<TestAnswer> report = new AtomicReference<>();
        answer(exchange, () -> {
            boolean content = flag(exchange, "content");
            String task = text(exchange, "name");
            TestRequest request = request(exchange);
            Path answer = file(exchange);
            report.set(operations.send(task, request, answer));
            return !content
                    ? report.get()
                    : Files.exists(answer) ? new Download(answer, "answer") : new Text("application/octet-stream", "");
        });
        if (report.get() != null) {
            exchange.getMessage()
                    .setHeader(REPORT, URLEncoder.encode(Json.write(report.get()), StandardCharsets.UTF_8));
        }
    }

    private static TestRequest request(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        if (body == null || body.isBlank()) {
            return new TestRequest(null, false, Map.of());
        }
        try {
            TestRequest request = Json.read(body, new TypeReference<>() {});
            return request == null ? new TestRequest(null, false, Map.of()) : request;
        } catch (JsonProcessingException e) {
            // Without its words: they name classes
            JsonLocation at = e.getLocation();
            throw new OperationException(
                    400,
                    "the body is no JSON object of request (a text), check (true or false) and parameters (texts by their names)"
                            + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
    }

    /** The name of a file in the spool that is gone when the exchange is. */
    private Path file(Exchange exchange) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(spool), "test-request-");
        Path file = folder.resolve("answer");
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        return file;
    }
}
