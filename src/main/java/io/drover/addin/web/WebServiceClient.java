package io.drover.addin.web;

import io.drover.connection.HeadInTime;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * The HTTP client of web services. All tasks share its connections, and nothing else: no cookies ({@link RunCookies} keeps them for
 * a run), no state of a connection, no authentication. It does not send a request again by itself: whether and when that is done
 * is up to the task.
 */
public final class WebServiceClient implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableCookieManagement()
                .disableConnectionState()
                .disableAuthCaching()
                .addExecInterceptorFirst("head-in-time", new HeadInTime());
    }
}
