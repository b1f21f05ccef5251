package io.drover.http;

import io.drover.http.request.RequestPath;
import io.drover.http.upload.Upload;
import io.drover.http.upload.UploadSpool;
import io.drover.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.impl.UserImpl;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that was let in. Camel hands a "user" on to the route, so that is what this is.
 *
 * <p>The file of an upload belongs to the server until a route asks for it, then to the exchange: a client that goes away must
 * not take it from under the route.
 */
final class Received extends UserImpl {
    private final transient HttpServerRequest request;
    private final transient RequestPath path;
    private final transient Caller caller;
    private final transient BaseUrls baseUrls;
    private final transient AtomicBoolean claimed = new AtomicBoolean();
    private transient Upload upload;
    private transient UploadSpool spool;

    Received(HttpServerRequest request, RequestPath path, Caller caller, BaseUrls baseUrls) {
        this.request = request;
        this.path = path;
        this.caller = caller;
        this.baseUrls = baseUrls;
    }

    RequestPath path() {
        return path;
    }

    Caller caller() {
        return caller;
    }

    HttpServerRequest request() {
        return request;
    }

    void uploaded(Upload body, UploadSpool where) {
        upload = body;
        spool = where;
    }

    /** Deletes an upload that no route asked for. */
    void answered() {
        if (claimUpload()) {
            spool.delete(upload);
        }
    }

    boolean hasUpload() {
        return upload != null;
    }

    Call call() {
        return new Call(caller, Optional.ofNullable(upload), baseUrls.of(request), baseUrls.client(request));
    }

    /** Whether the one who asks must see to it that the upload's file goes. */
    boolean claimUpload() {
        return upload != null && upload.file() != null && claimed.compareAndSet(false, true);
    }

    void deleteUpload() {
        spool.delete(upload);
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
        return caller.toString();
    }
}
