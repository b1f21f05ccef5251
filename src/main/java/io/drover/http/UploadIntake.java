package io.drover.http;

import io.drover.http.request.BadRequestException;
import io.drover.http.request.BodyHeaders;
import io.drover.http.request.HttpLimits;
import io.drover.http.request.RequestPath;
import io.drover.http.upload.Upload;
import io.drover.http.upload.UploadCheck;
import io.drover.http.upload.UploadHead;
import io.drover.http.upload.UploadReader;
import io.drover.http.upload.UploadSpool;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Takes uploads whose heads are in order. Runs on the event loop. */
final class UploadIntake {
    private final HttpLimits limits;
    private final OwnOperations own;
    private final UploadCheck check;
    private final UploadSpool spool;
    private final Refusals refusals;
    private final Consumer<AdmittedRequest> next;
    private final WorkerExecutor checks;

    /** What becomes of uploads: whether they are taken, and where they go. */
    record Uploads(UploadCheck check, UploadSpool spool) {}

    UploadIntake(Vertx vertx, HttpLimits limits, OwnOperations own, Uploads uploads, Consumer<AdmittedRequest> next) {
        this.limits = limits;
        this.own = own;
        this.check = uploads.check;
        this.spool = uploads.spool;
        this.refusals = new Refusals(vertx);
        this.next = next;
        this.checks = vertx.createSharedWorkerExecutor("drover-upload-checks", 4);
    }

    /**
     * Gives a request on that was let in: an upload with its body, others as they are.
     *
     * @throws BadRequestException when its head shows that it cannot be taken
     */
    void take(AdmittedRequest admitted) {
        HttpServerRequest request = admitted.request();
        if (own.takesUpload(request.method().name(), admitted.path().path())) {
            takeUpload(admitted);
        } else {
            askForBody(request, limits.body());
            next.accept(admitted);
        }
    }

    private void takeUpload(AdmittedRequest admitted) {
        HttpServerRequest request = admitted.request();
        String path = admitted.path().path();
        boolean form = own.takesForm(request.method().name(), path);
        if (form && !BodyHeaders.isFormOfFiles(request)) {
            throw new BadRequestException(
                    415, "the body is to be a form with files (multipart/form-data): curl takes -F 'file[]=@FILE'");
        }
        if (!form && BodyHeaders.isForm(request)) {
            throw new BadRequestException(
                    415,
                    "the body is to be the file itself, of any Content-Type but a form's: curl takes"
                            + " --data-binary @FILE -H \"Content-Type: text/xml\"");
        }
        long declared = BodyHeaders.length(request);
        if (declared > limits.upload()) {
            throw UploadReader.tooLarge(limits.upload());
        }
        if (declared == 0 && own.needsContent(path)) {
            throw new BadRequestException("The request has no body; it must be the file or package.");
        }
        check(admitted, request, declared);
    }

    /** Before anything of the body is asked for or read: who may not upload is to fill no disk. */
    private void check(AdmittedRequest admitted, HttpServerRequest request, long declared) {
        RequestPath path = admitted.path();
        UploadHead head = new UploadHead(
                request.method().name(),
                path.path(),
                path.query(),
                new UploadHead.Sender(admitted.caller(), admitted.call().address()),
                request::getHeader,
                declared);
        request.pause();
        checks.executeBlocking(() -> check.most(head), false)
                .onSuccess(most -> read(admitted, request, Math.min(most, limits.upload())))
                .onFailure(failure -> refusals.fail(request, path.path(), failure));
    }

    private void read(AdmittedRequest admitted, HttpServerRequest request, long most) {
        if (request.response().closed()) {
            return; // the client went away
        }
        askForBody(request, most);
        spool.read(request, most)
                .onSuccess(upload -> uploaded(admitted, request, upload))
                .onFailure(failure -> refusals.fail(request, admitted.path().path(), failure));
    }

    private void uploaded(AdmittedRequest admitted, HttpServerRequest request, Upload upload) {
        String path = admitted.path().path();
        if (upload.bytes() == 0 && own.needsContent(path)) {
            refusals.refuse(request, path, 400, "The request has no body; it must be the file or package.");
        } else {
            admitted.uploaded(upload, spool);
            next.accept(admitted);
        }
    }

    /** Many clients wait for this before they send a body (wire contract 1.0). */
    private static void askForBody(HttpServerRequest request, long limit) {
        if (request.headers().contains(HttpHeaders.EXPECT) && BodyHeaders.length(request) <= limit) {
            request.response().writeContinue();
        }
    }
}
