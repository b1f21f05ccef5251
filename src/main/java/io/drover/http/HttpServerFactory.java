package io.drover.http;

import io.drover.security.Gate;
import io.drover.settings.Settings;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;

/** Makes the server that Camel Main starts where {@code camel.server.enabled} is set. */
public final class HttpServerFactory extends DefaultMainHttpServerFactory {

    public HttpServerFactory(Settings settings, Gate gate) {}
}
