package io.drover.http;

import io.drover.http.request.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/** A request with the path that it is dispatched by, in place of the one that the client wrote. */
final class RoutedRequest extends HttpServerRequestWrapper {
    private final RequestPath path;
    private final String target;
    private final int question;

    RoutedRequest(HttpServerRequest request, RequestPath path) {
        super((HttpServerRequestInternal) request);
        this.path = path;
        this.target = path.target();
        this.question = target.indexOf('?');
    }

    @Override
    public String uri() {
        return target;
    }

    @Override
    public String path() {
        return question < 0 ? target : target.substring(0, question);
    }

    @Override
    public String query() {
        return path.query();
    }

    @Override
    public String absoluteURI() {
        return scheme() + "://" + getHeader("Host") + target;
    }
}
