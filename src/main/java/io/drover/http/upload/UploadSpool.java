package io.drover.http.upload;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder where uploads lie until a route has moved them, or their request has been answered. */
public final class UploadSpool {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSpool.class);
    private static final int WRITERS = 4;

    private final Path folder;
    private final WorkerExecutor disk;

    /** Deletes what an earlier process left: nobody was told that it had arrived. */
    public UploadSpool(Vertx vertx, Path folder) {
        this.folder = folder;
        this.disk = vertx.createSharedWorkerExecutor("drover-uploads", WRITERS);
        try {
            clear();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear the folder of uploads " + folder, e);
        }
    }

    private void clear() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Takes a body; see {@link UploadReader}. */
    public Future<Upload> read(HttpServerRequest request, long limit) {
        return new UploadReader(request, limit, disk, new UploadFile(folder)).read();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it logs what fails
    public void delete(Upload upload) {
        disk.executeBlocking(() -> Files.deleteIfExists(upload.file()), false)
                .onFailure(failure -> LOG.warn("the upload {} stays: {}", upload.file(), failure.toString()));
    }
}
