package io.drover.http;

import io.drover.http.request.BodyHeaders;
import io.drover.http.request.HttpLimits;
import io.drover.http.request.OwnPaths;
import io.drover.http.request.RequestPaths;
import io.drover.security.BlobPaths;
import io.drover.security.ReservedPaths;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routers that Camel mounts routes on, and what requests meet there besides them: their bodies, the root, errors. Drover's own
 * paths have a router to themselves, so that no pattern of somebody's own route matches there: the gate has decided by the path.
 */
final class Routing {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    /** Of requests that anybody may make. */
    private static final long OAUTH_BODY = 64 * 1024;

    private static final Map<Integer, String> ERRORS = Map.of(
            400, "The request cannot be read.",
            404, "There is nothing at this path.",
            405, "This path does not take this method.",
            406, "What is here cannot be given in a type that the request accepts.",
            413, "The body of the request is larger than what is taken here.",
            415, "The body of the request is of a type that is not taken here.",
            503, "Drover cannot take this request now. Try again later.");

    /** What each path of an action has; one that there is not is no entity set. */
    private static final String ACTION = "/Microsoft.Dynamics.DataEntities.";

    private static final String READ_ONLY = "Entities are for reading here (GET). What is to be loaded is sent to a"
            + " recurring job, by enqueue or ImportFromPackage.";

    private final Router reserved;
    private final Router others;
    private final OwnPaths own;
    private final Refusals refusals;
    private final long limit;
    private final BodyHandler bodies;
    private final BodyHandler forms;
    private final TokenRequestQueue tokens;
    /** Between {@link #accept} and the first handler, both of the same event loop. */
    private AdmittedRequest current;

    /** @param uploads folder for the files of multipart forms */
    Routing(Vertx vertx, HttpLimits limits, Path uploads) {
        this.refusals = new Refusals(vertx);
        this.limit = limits.body();
        this.bodies = BodyHandler.create(uploads.toString()).setBodyLimit(limit).setDeleteUploadedFilesOnEnd(true);
        this.forms = BodyHandler.create(false).setBodyLimit(OAUTH_BODY);
        this.tokens = new TokenRequestQueue(refusals);
        this.reserved = router(vertx);
        this.others = router(vertx);
        this.own = new OwnPaths(reserved::getRoutes);
        reserved.modifiedHandler(changed -> own.changed());
        reserved.get("/").method(HttpMethod.HEAD).order(Integer.MAX_VALUE).handler(Routing::root);
    }

    private Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(this::receive).failureHandler(this::fail);
        ERRORS.forEach((status, message) -> router.errorHandler(status, context -> error(context, status, message)));
        return router;
    }

    /** The router for a path, of a request or of a route. */
    Router router(String path) {
        return ReservedPaths.has(path) ? reserved : others;
    }

    RequestPaths paths() {
        return new RequestPaths(own);
    }

    void accept(AdmittedRequest admitted) {
        current = admitted;
        router(admitted.path().path()).handle(new RoutedRequest(admitted.request(), admitted.path()));
    }

    @SuppressWarnings("deprecation") // Vert.x 5 has another way; Camel reads this one
    private void receive(RoutingContext context) {
        AdmittedRequest admitted = current;
        current = null;
        context.setUser(new RequestUser(admitted));
        if (isOwn(admitted.path().path())) {
            // Secrets, tokens, signed URLs and what others must not read: nothing on the way or at the client keeps it
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (admitted.hasUpload()) {
            context.addEndHandler(end -> admitted.answered());
        }
        context.next();
    }

    /** Whether it is a path of Drover's own, whatever route is there; those of users' routes say themselves who may keep what. */
    private static boolean isOwn(String path) {
        return ErrorShape.at(path) != ErrorShape.API
                || path.equals("/api")
                || path.startsWith("/api/")
                || path.startsWith(BlobPaths.PREFIX);
    }

    /** Reads a body that is no upload; handler of each route before Camel's. */
    void readBody(RoutingContext context) {
        onlyByPath(context);
        AdmittedRequest admitted = RequestUser.requestOf(context);
        if (admitted.hasUpload()) {
            context.next();
            return;
        }
        boolean oauth = ErrorShape.at(admitted.path().path()) == ErrorShape.OAUTH;
        if (BodyHeaders.length(context.request()) > (oauth ? OAUTH_BODY : limit)) {
            context.fail(413);
            return;
        }
        context.request().resume();
        if (oauth) {
            forms.handle(inLane(context));
        } else {
            bodies.handle(context);
        }
    }

    /** A slow body is to take no turn, so the lane comes behind it. */
    private RoutingContext inLane(RoutingContext context) {
        return new RoutingContextDecorator(context.currentRoute(), (RoutingContextInternal) context) {
            @Override
            public void next() {
                tokens.enter(context, context::next);
            }
        };
    }

    /** Camel puts path, query and headers into one map: what the path says must not be said again by another. */
    private static void onlyByPath(RoutingContext context) {
        for (String name : context.pathParams().keySet()) {
            context.request().headers().remove(name);
            context.queryParams().remove(name);
        }
    }

    /** Clients ask for it to see that a server is there (wire contract 1.6). */
    private static void root(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(new JsonObject().put("service", "Drover").toBuffer());
    }

    private void fail(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().closed()) {
            LOG.debug("{} {}: the client went away", context.request().method(), context.normalizedPath(), failure);
            return;
        }
        int status = context.statusCode();
        if (status < 500) {
            error(context, status, ERRORS.getOrDefault(status, ERRORS.get(400)));
            return;
        }
        ErrorReference reference = ErrorReference.next();
        LOG.error(
                "{} {} failed, error {}",
                context.request().method(),
                context.normalizedPath(),
                reference.id(),
                failure);
        error(context, status, ERRORS.getOrDefault(status, reference.sentence()));
    }

    private void error(RoutingContext context, int status, String message) {
        String path = context.normalizedPath();
        boolean entities = status == 405 && ErrorShape.at(path) == ErrorShape.DATA_MANAGEMENT;
        if (entities && path.contains(ACTION)) {
            refusals.refuse(context.request(), path, 404, ERRORS.get(404));
        } else {
            refusals.refuse(context.request(), path, status, entities ? READ_ONLY : message);
        }
    }
}
