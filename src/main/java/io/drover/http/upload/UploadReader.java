package io.drover.http.upload;

import io.drover.http.request.BadRequestException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the body of one request: to memory while it is small, then to a file, as fast as the disk is and no faster. Runs on the
 * event loop; only the disk is waited for elsewhere.
 */
public final class UploadReader {
    private static final int IN_MEMORY = 64 * 1024;
    private static final int PENDING = 1024 * 1024;

    private final HttpServerRequest request;
    private final long limit;
    private final WorkerExecutor disk;
    private final UploadFile file;
    private final Promise<Upload> result = Promise.promise();
    private List<ByteBuffer> pending = new ArrayList<>();
    private int pendingBytes;
    private long bytes;
    private boolean toFile;
    private boolean writing;
    private boolean ended;
    /** Fails when the disk does: the system tells of it once. */
    private Future<Void> flushed = Future.succeededFuture();

    private Throwable failure;

    /** @param limit in bytes; a larger body fails with 413 */
    UploadReader(HttpServerRequest request, long limit, WorkerExecutor disk, UploadFile file) {
        this.request = request;
        this.limit = limit;
        this.disk = disk;
        this.file = file;
    }

    /** Fails with a {@link BadRequestException} when the client is to know, with another when it is gone. */
    Future<Upload> read() {
        request.handler(this::take);
        request.endHandler(end -> {
            ended = true;
            write();
        });
        request.exceptionHandler(this::fail);
        request.resume();
        return result.future();
    }

    private void take(Buffer chunk) {
        if (failure != null) {
            return;
        }
        bytes += chunk.length();
        if (bytes > limit) {
            fail(tooLarge(limit));
            return;
        }
        pending.add(ByteBuffer.wrap(chunk.getBytes()));
        pendingBytes += chunk.length();
        toFile |= bytes > IN_MEMORY;
        if (pendingBytes >= PENDING && writing) {
            request.pause();
        } else if (toFile && pendingBytes >= IN_MEMORY) {
            write();
        }
    }

    public static BadRequestException tooLarge(long limit) {
        return new BadRequestException(
                413, "The body of the request is larger than the " + limit + " bytes that are taken here.");
    }

    private void write() {
        if (writing || failure != null) {
            return;
        }
        if (!toFile) {
            result.complete(file.inMemory(pending, pendingBytes));
            return;
        }
        List<ByteBuffer> chunks = pending;
        boolean last = ended;
        pending = new ArrayList<>();
        pendingBytes = 0;
        writing = true;
        Future<Upload> written = last
                ? flushed.compose(done -> disk.executeBlocking(() -> file.end(chunks, bytes), false))
                : disk.executeBlocking(() -> file.write(chunks), false);
        written.onComplete(outcome -> {
            writing = false;
            if (outcome.failed() && failure == null) {
                failure = outcome.cause();
            }
            if (failure != null) {
                abandon();
            } else if (last) {
                result.complete(outcome.result());
            } else {
                goOn();
            }
        });
    }

    private void flush() {
        if (flushed.failed()) {
            fail(flushed.cause());
        } else if (flushed.isComplete() && file.isToBeFlushed()) {
            flushed = disk.executeBlocking(file::flush, false);
        }
    }

    private void goOn() {
        flush();
        if (failure != null) {
            return;
        }
        request.resume();
        if (ended || pendingBytes >= IN_MEMORY) {
            write();
        }
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            request.pause();
            if (!writing) {
                abandon();
            }
        }
    }

    /** Nothing is left of it when the client is told. */
    private void abandon() {
        pending = List.of();
        if (toFile) {
            disk.executeBlocking(file::delete, false).onComplete(deleted -> result.tryFail(failure));
        } else {
            result.tryFail(failure);
        }
    }
}
