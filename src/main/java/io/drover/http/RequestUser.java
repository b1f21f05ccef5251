package io.drover.http;

import io.vertx.ext.auth.impl.UserImpl;
import io.vertx.ext.web.RoutingContext;

/** Who asks, for Vert.x. Of a request Camel hands on its user alone, so this leads to the request; {@link RouteBoundary} takes it over. */
final class RequestUser extends UserImpl {
    private final transient AdmittedRequest request;

    RequestUser(AdmittedRequest request) {
        this.request = request;
    }

    static AdmittedRequest requestOf(RoutingContext context) {
        return ((RequestUser) context.user()).request();
    }

    AdmittedRequest request() {
        return request;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return request.caller().toString();
    }
}
