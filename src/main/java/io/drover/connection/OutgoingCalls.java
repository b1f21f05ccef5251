package io.drover.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Calls to the outside that no route makes, by the rules of {@link OutgoingClient}. When {@link #send} has returned, nothing of the call goes on.
 * Thread-safe.
 *
 * <pre>{@code
 * OutgoingRequest request = OutgoingRequest.get(address).limit(Duration.ofSeconds(5));
 * String keys = OutgoingCalls.SHARED.send(request, answer -> answer.text(1_000_000));
 * }</pre>
 */
public final class OutgoingCalls {
    /** The calls of all that trust whom Java trusts. */
    public static final OutgoingCalls SHARED = new OutgoingCalls(new OutgoingClient());

    private final CloseableHttpClient client;

    private OutgoingCalls(OutgoingClient rules) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        rules.configureHttpClient(builder);
        client = builder.build();
    }

    /** Calls to servers that show one of these certificates, and to no others. */
    public static OutgoingCalls to(List<X509Certificate> certificates) {
        return new OutgoingCalls(new OutgoingClient(PinnedCertificates.connections(certificates)));
    }

    /**
     * Sends a request, and has its answer read.
     *
     * @param reader is given the answer as soon as its head is there, whatever its status
     * @throws SocketTimeoutException when the whole answer was not there within the limit of the request
     * @throws IOException when the call fails, or as the reader throws it
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public <T> T send(OutgoingRequest request, OutgoingAnswer.Reader<T> reader)
            throws IOException, InterruptedException {
        try (Deadline deadline = Deadline.in(request.limit(), request.request()::cancel)) {
            try (OutgoingAnswer answer = open(request)) {
                return reader.read(answer);
            } catch (IOException e) {
                requireUninterrupted(e);
                if (deadline.isOver()) {
                    SocketTimeoutException late = new SocketTimeoutException(
                            "the whole answer was not there within " + Deadline.shown(request.limit()));
                    late.initCause(e);
                    throw late;
                }
                throw e;
            }
        }
    }

    /**
     * Sends a request, and gives its answer as soon as its head is there, for who reads it later and closes it. The limit of the request does
     * not count: such an answer may take as long as its reader.
     *
     * @throws IOException when the call fails
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public OutgoingAnswer open(OutgoingRequest request) throws IOException, InterruptedException {
        try {
            return new OutgoingAnswer(client.executeOpen(null, request.request(), request.context()));
        } catch (IOException e) {
            requireUninterrupted(e);
            throw e;
        }
    }

    /** An interrupt ends a call as a failure of its socket. */
    private static void requireUninterrupted(IOException failure) throws InterruptedException {
        if (Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException();
            interrupted.initCause(failure);
            throw interrupted;
        }
    }
}
