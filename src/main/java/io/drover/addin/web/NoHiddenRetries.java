package io.drover.addin.web;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Keeps the HTTP client from sending a request again by itself: whether and when that is done is up to the task. */
public final class NoHiddenRetries implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
    }
}
