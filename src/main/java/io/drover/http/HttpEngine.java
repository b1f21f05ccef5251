package io.drover.http;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** Camel's engine, which puts a {@link RouteBoundary} around every route that serves HTTP, whoever wrote it. */
final class HttpEngine extends VertxPlatformHttpEngine {
    private final OwnOperations own;

    HttpEngine(OwnOperations own) {
        this.own = own;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return super.createConsumer(endpoint, new RouteBoundary(own, endpoint.getPath(), route));
    }
}
