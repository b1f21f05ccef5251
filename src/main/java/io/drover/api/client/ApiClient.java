package io.drover.api.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.api.ApiOperations;
import io.drover.api.Content;
import io.drover.api.Json;
import io.drover.api.OperationException;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.definition.UnknownNameException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A client of the API of a running server: JSON to records, refusals to exceptions. */
public final class ApiClient {
    private static final int MAX_ERROR_BYTES = 1 << 16;

    private final String url;
    private final OutgoingCalls calls;
    private final ApiToken token;

    /**
     * A client of one server.
     *
     * @param url address of the server, without {@code /api}
     * @param calls what connects to it
     * @param token what it is shown, where it asks for a token
     */
    public ApiClient(String url, OutgoingCalls calls, ApiToken token) {
        this.url = url;
        this.calls = calls;
        this.token = token;
    }

    /** The operations of one of the interfaces of {@link ApiOperations#INTERFACES}, as the server carries them out. */
    public <T> T operations(Class<T> operations) {
        return operations.cast(Proxy.newProxyInstance(
                operations.getClassLoader(), new Class<?>[] {operations}, new RemoteOperations(this)));
    }

    /** Asks for an operation; gives what its method gives. */
    Object ask(ApiCall call) {
        Type type = call.operation().java().getGenericReturnType();
        ReceivedContent content = answer(call);
        if (type == Content.class) {
            return content;
        }
        String text = text(content);
        if (type == String.class) {
            return text;
        }
        try {
            return type == void.class ? null : Json.read(text, type);
        } catch (JsonProcessingException e) {
            throw new OperationException(503, "the server at " + url + " answers no JSON: " + e.getMessage());
        }
    }

    private String text(ReceivedContent content) {
        try (content) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            content.writeTo(text);
            return text.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private ReceivedContent answer(ApiCall call) {
        OutgoingRequest request = call.to(url);
        try {
            token.of(calls, url).ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
            OutgoingAnswer answer = calls.open(request);
            if (answer.status() / 100 != 2) {
                try (answer) {
                    throw failure(answer);
                }
            }
            return new ReceivedContent(answer);
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationException(503, "interrupted while waiting for the server at " + url);
        }
    }

    private OperationException silent(IOException e) {
        return new OperationException(503, "the server at " + url + " does not answer: " + e.getMessage());
    }

    private RuntimeException failure(OutgoingAnswer answer) throws IOException {
        int status = answer.status();
        String text = new String(answer.body().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
        String message = text;
        try {
            message =
                    Json.read(text, new TypeReference<Map<String, String>>() {}).getOrDefault("error", text);
        } catch (JsonProcessingException e) {
            // Not the API's own: said as it is
        }
        if (status == 401) {
            message += "; for a command: " + ApiToken.HELP;
        }
        return status == 404 ? new UnknownNameException(message) : new OperationException(status, message);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
