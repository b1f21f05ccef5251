package io.drover.addin.notification;

import io.drover.connection.HeadInTime;
import io.drover.settings.Settings;
import java.io.IOException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The HTTP client of webhooks: connects to no address that is refused, does not repeat a request by itself, follows no
 * redirect, and reads nothing of an answer but its head.
 */
public final class WebhookClient implements HttpClientConfigurer {
    private final AddressGuard guard;

    public WebhookClient(Settings settings) {
        this.guard = new AddressGuard(
                settings.get("drover.notifications.private-addresses").equals("on"));
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guard)
                        .setMaxConnTotal(100) // who may send at once is decided before
                        .build())
                .setConnectionManagerShared(false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorFirst("head-only", WebhookClient::headOnly)
                .addExecInterceptorFirst("head-in-time", new HeadInTime());
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
