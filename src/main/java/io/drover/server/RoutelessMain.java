package io.drover.server;

import io.drover.deploy.route.context.ClassSearch;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel Main, which adds no routes itself: those of files and classes come when definitions are known, checked and guarded. */
final class RoutelessMain extends Main {
    @Override
    protected void configureRoutes(CamelContext camel) {
        ClassSearch.keep(camel, configure());
    }
}
