package io.drover.connection;

import java.io.IOException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The HTTP client of webhooks: by the rules of {@link OutgoingClient}, connects to no address that is refused, and reads nothing of an
 * answer but its head. It goes through no proxy, which would look up the address itself.
 */
public final class WebhookClient implements HttpClientConfigurer {
    private final OutgoingClient rules;

    /** @param privateAllowed whether webhooks may go to addresses of private networks */
    public WebhookClient(boolean privateAllowed) {
        rules = new OutgoingClient(ConnectionPool.of(new AddressGuard(privateAllowed)));
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        rules.configureHttpClient(client);
        client.setRoutePlanner(new DefaultRoutePlanner(null))
                .addExecInterceptorFirst("head-only", WebhookClient::headOnly);
    }

    /** The body of an answer says nothing, and may never end. */
    private static ClassicHttpResponse headOnly(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try (ClassicHttpResponse answer = chain.proceed(request, scope)) {
            ClassicHttpResponse head = new BasicClassicHttpResponse(answer.getCode(), answer.getReasonPhrase());
            head.setHeaders(answer.getHeaders());
            return head;
        }
    }
}
