package io.drover.connection.webservice;

import io.drover.connection.Attempts;
import io.drover.connection.CallParameters;
import io.drover.connection.Excerpt;
import io.drover.connection.Failures;
import io.drover.connection.JsonError;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.Retries;
import io.drover.connection.Transport;
import io.drover.connection.Transport.Timeouts;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.named.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request to the system of a connection until it has its answer: address, headers, credentials, limits, time-outs and retries are the
 * connection's. Every failure is a {@link WebServiceException} that says in one line where and what, without secrets. Used once, by one thread.
 *
 * <pre>{@code
 * ConnectionRequest request = ConnectionRequest.of("GET", "products?page=1");
 * try (ConnectionAnswer answer = new ConnectionCall(connections.get("erp"), request).send(() -> false)) {
 *     answer.body().transferTo(file); // as it comes
 * }
 * }</pre>
 */
public final class ConnectionCall {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCall.class);

    private final Connection connection;
    private final ConnectionRequest request;
    private final RequestCredentials credentials;
    private final String address;
    private final Retries retries;
    private final Attempts attempts;
    private IntPredicate taken = status -> status / 100 == 2;

    /** @throws IllegalArgumentException when the path leads elsewhere than to the connection's server, or is no address */
    public ConnectionCall(Connection connection, ConnectionRequest request) {
        this.connection = connection;
        this.request = request;
        credentials = connection.credentials();
        address = connection.fullAddress(request.path());
        retries = connection.retries(request.isRepeatable());
        attempts = new Attempts(retries);
    }

    /** Which statuses are answers rather than failures; those of 200 to 299 unless it is said. */
    public ConnectionCall taking(IntPredicate statuses) {
        taken = statuses;
        return this;
    }

    /**
     * Sends the request, perhaps several times.
     *
     * @param stops whether the server stops, which ends all waiting
     * @return the answer as soon as its head is there; the time-out "total" of the connection counts for its body too
     * @throws WebServiceException when there is none that is taken
     */
    public ConnectionAnswer send(BooleanSupplier stops) throws IOException, InterruptedException {
        while (true) {
            WebServiceException failure;
            try {
                OutgoingAnswer answer = open();
                if (taken.test(answer.status())) {
                    return answer(answer);
                }
                failure = named(refused(answer));
                if (failure.status() == 401
                        && canBeSent()
                        && credentials.renew()) { // it was no failure: the access token was too old
                    continue;
                }
            } catch (IOException e) {
                failure = named(e);
            }
            failed(failure, stops);
        }
    }

    /** False once a body has been read that can be read once. */
    private boolean canBeSent() {
        return request.body() == null || request.body().canBeOpened();
    }

    private OutgoingAnswer open() throws IOException, InterruptedException {
        OutgoingRequest sent = OutgoingRequest.of(request.method(), uri());
        connection.headers(request.headers()).forEach(sent::header);
        credentials.headers().forEach(sent::header);
        if (request.body() != null) {
            ConnectionRequest.Body body = request.body();
            sent.body(body.type(), body.open(), body.length());
        }
        return OutgoingCalls.SHARED.open(sent.transport(transport()));
    }

    private URI uri() {
        try {
            return new URI(credentials.address(address));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    CallParameters.plain(address) + " is no address: " + e.getReason() + " at character "
                            + e.getIndex(),
                    null);
        }
    }

    private Transport transport() {
        Timeouts own = connection.transport().timeouts();
        Duration left = attempts.left();
        return connection
                .transport()
                .within(new Timeouts(own.connect(), left.compareTo(own.response()) < 0 ? left : own.response(), left));
    }

    private ConnectionAnswer answer(OutgoingAnswer answer) throws IOException {
        AnswerTap body = new AnswerTap(answer.body(), LogFile.NONE, attempts);
        try {
            body.begin(); // a connection that breaks before that can be tried again
            return new ConnectionAnswer(answer, new FailureNamingStream(body, this::named));
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }

    private WebServiceException refused(OutgoingAnswer answer) throws IOException {
        try (answer;
                AnswerTap body = new AnswerTap(answer.body(), LogFile.NONE, attempts)) {
            body.readHead();
            String text =
                    credentials.hide(body.headText(answer.header("Content-Type").orElse("")));
            String said = Excerpt.of(JsonError.in(text).orElse(text));
            return new Refusal(answer.status(), answer.reason(), answer::headers)
                    .failure(credentials, said, "the base URL of the connection " + connection.name());
        }
    }

    private WebServiceException named(IOException failure) {
        return Failures.named(failure, CallParameters.plain(address), "");
    }

    private void failed(WebServiceException failure, BooleanSupplier stops) throws IOException, InterruptedException {
        connection.quiet(failure);
        if (!canBeSent()) {
            throw failure;
        }
        Duration wait = attempts.next(failure);
        LOG.warn(
                "connection {}  {}; tried again in {} s ({} of {})",
                connection.name(),
                failure.getMessage(),
                wait.plusMillis(500).toSeconds(),
                attempts.failed(),
                retries.most());
        Attempts.pause(wait, stops);
    }
}
