package io.drover.connection;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls with one limit over the whole exchange: from connecting to the last byte of the answer. The time-outs of HTTP clients end
 * with the head of an answer, or begin anew with each byte: a server that sends its body in drops, or none, holds a call for ever.
 */
public final class TimedCalls {
    private TimedCalls() {}

    /**
     * Sends a request and waits for its whole answer.
     *
     * @param body takes the answer; it must not give what is read later, such as a stream
     * @throws HttpTimeoutException when the answer is not there within the limit; nothing goes on then
     * @throws IOException when the call fails
     */
    public static <T> HttpResponse<T> send(HttpClient client, HttpRequest request, BodyHandler<T> body, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            HttpTimeoutException late =
                    new HttpTimeoutException("the whole answer was not there within " + shown(limit));
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** A body in memory; the call fails when it is longer. */
    public static BodyHandler<byte[]> atMost(int bytes) {
        return head -> new LimitedBytes(bytes);
    }

    static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
