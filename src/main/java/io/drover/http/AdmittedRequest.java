package io.drover.http;

import io.drover.http.request.RequestPath;
import io.drover.http.upload.Upload;
import io.drover.http.upload.UploadSpool;
import io.drover.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that was let in.
 *
 * <p>The file of an upload belongs to the server until a route asks for it, then to the exchange: a client that goes away must
 * not take it from under the route.
 */
final class AdmittedRequest {
    private final HttpServerRequest request;
    private final RequestPath path;
    private final Caller caller;
    private final BaseUrls baseUrls;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private Upload upload;
    private UploadSpool spool;

    AdmittedRequest(HttpServerRequest request, RequestPath path, Caller caller, BaseUrls baseUrls) {
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
}
