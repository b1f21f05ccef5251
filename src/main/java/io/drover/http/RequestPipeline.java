package io.drover.http;

import io.drover.http.StrictDecoder.FramingException;
import io.drover.http.request.BadRequestException;
import io.drover.http.request.OwnPaths;
import io.drover.http.request.RequestPath;
import io.drover.http.request.RequestPaths;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Admission.Undecided;
import io.drover.security.RequestHead;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request goes through before a route sees it: its path in one form, the limits of its head, the gate, its body when
 * that is an upload. Runs on the event loop.
 */
final class RequestPipeline implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);
    private static final Map<String, String> LATER = Map.of("Retry-After", "10");

    private final Vertx vertx;
    private final Addresses addresses;
    private final RequestHeads heads;
    private final AdmissionControl gate;
    private final UploadIntake bodies;
    private final Refusals refusals;
    private final WorkerExecutor admissions;
    private final Readiness readiness;

    /** Where a request is for, and where from. */
    record Addresses(RequestPaths paths, BaseUrls baseUrls) {}

    /**
     * Whether requests are taken now.
     *
     * @param stopping whether no new work is taken
     * @param unavailable why Drover's own paths cannot be served now
     */
    record Readiness(BooleanSupplier stopping, Supplier<Optional<String>> unavailable) {}

    /** @param bodies takes requests that were let in */
    RequestPipeline(
            Vertx vertx,
            Addresses addresses,
            RequestHeads heads,
            AdmissionControl gate,
            Readiness readiness,
            UploadIntake bodies) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.heads = heads;
        this.gate = gate;
        this.readiness = readiness;
        this.bodies = bodies;
        this.refusals = new Refusals(vertx);
        // Of their own, so that routes that wait do not keep out requests that could be served
        this.admissions = vertx.createSharedWorkerExecutor("drover-admissions", 4);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String place = "/";
        try {
            RequestPath path = addresses.paths.of(request.uri());
            place = path.path();
            heads.check(request);
            if (readiness.stopping.getAsBoolean()) {
                refusals.refuse(request, place, 503, "Drover is stopping. Try again.", LATER);
                return;
            }
            Optional<String> why = OwnPaths.isOwn(place) ? readiness.unavailable.get() : Optional.empty();
            if (why.isPresent()) {
                refusals.refuse(request, place, 503, why.get() + " Try again.", LATER);
                return;
            }
            admit(request, path);
        } catch (BadRequestException e) {
            refusals.refuse(request, place, e.status(), e.getMessage());
        } catch (RuntimeException e) {
            refusals.fail(request, place, e);
        }
    }

    private void admit(HttpServerRequest request, RequestPath path) {
        RequestHead head = heads.of(request, path.path(), addresses.baseUrls.client(request));
        Optional<Admission> decided = gate.decide().apply(head);
        if (decided.isPresent()) {
            enter(request, path, decided.get());
            return;
        }
        request.pause();
        admit(request, path, head);
    }

    private void admit(HttpServerRequest request, RequestPath path, RequestHead head) {
        admissions.executeBlocking(() -> gate.admit().apply(head), false).onComplete(admission -> {
            if (admission.failed()) {
                refusals.fail(request, path.path(), admission.cause());
            } else if (admission.result() instanceof Undecided undecided) {
                // Without a thread: an issuer that hangs must not keep those of others out
                Future.fromCompletionStage(undecided.until(), vertx.getOrCreateContext())
                        .onComplete(then -> admit(request, path, head));
            } else {
                enter(request, path, admission.result());
            }
        });
    }

    private void enter(HttpServerRequest request, RequestPath path, Admission admission) {
        if (admission instanceof Refused refused) {
            refusals.refuse(request, path.path(), refused.status(), refused.message(), refused.headers());
            return;
        }
        AdmittedRequest admitted =
                new AdmittedRequest(request, path, ((Admitted) admission).caller(), addresses.baseUrls);
        try {
            bodies.take(admitted);
        } catch (BadRequestException e) {
            refusals.refuse(request, path.path(), e.status(), e.getMessage());
        } catch (RuntimeException e) {
            refusals.fail(request, path.path(), e);
        }
    }

    /** What the parser of HTTP could not read: where the next request would begin, nobody knows. */
    void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        LOG.debug("a request could not be read", cause);
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (cause instanceof TooLongHttpLineException) {
            refusals.refuse(
                    request,
                    "/",
                    414,
                    "The request line has more than " + heads.limits().line() + " bytes.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            refusals.refuse(
                    request,
                    "/",
                    431,
                    "The headers have more than " + heads.limits().lines() + " bytes.");
        } else if (cause instanceof FramingException) {
            refusals.refuse(request, "/", 400, cause.getMessage());
        } else {
            refusals.refuse(request, "/", 400, "The request is not HTTP as it should be.");
        }
        request.connection().close();
    }
}
