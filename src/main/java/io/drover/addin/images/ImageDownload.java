package io.drover.addin.images;

import io.drover.addin.images.ImageIndex.Entry;
import io.drover.addin.images.LimitedFile.TooLarge;
import io.drover.connection.TimedCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gets one image after the other. A file is in its place only when it is there as a whole and is an image. Thread-safe. */
final class ImageDownload {
    private static final int BEGINNING = 512;

    private final HttpClient client;
    private final ImageFolder folder;
    private final MediaAddress address;
    private final Map<String, String> credentials;
    private final Limits limits;

    /**
     * How much is taken.
     *
     * @param mostBytes of one image
     * @param timeout for one image, from the connection to its last byte
     * @param retries after failures that may pass
     * @param retryDelay before the first retry; twice as long before each further one
     */
    record Limits(long mostBytes, Duration timeout, int retries, Duration retryDelay) {}

    /** A failure, and whether it may pass. */
    private static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean passes;

        Failure(String message, boolean passes, Throwable cause) {
            super(message, cause);
            this.passes = passes;
        }
    }

    /** @param credentials headers for the hosts that may have them */
    ImageDownload(
            HttpClient client,
            ImageFolder folder,
            MediaAddress address,
            Map<String, String> credentials,
            Limits limits) {
        this.client = client;
        this.folder = folder;
        this.address = address;
        this.credentials = Map.copyOf(credentials);
        this.limits = limits;
    }

    /**
     * Gets an image if it is another than the one that is there.
     *
     * @param known what is known of it
     * @return what is known of it now; the same when it has not changed
     */
    Entry get(ImageValue image, Entry known) throws IOException, InterruptedException {
        if (image.content() != null) {
            return ofAnswer(image, known);
        }
        URI uri = address.of(image);
        boolean there =
                known.size() >= 0 && uri.toString().equals(known.url()) && folder.size(known.file()) == known.size();
        boolean asked = known.etag() != null || known.lastModified() != null;
        if (there && !asked && !image.modified().isEmpty() && image.modified().equals(known.modified())) {
            return known; // the media service says nothing of age, but Perfion does
        }
        Duration delay = limits.retryDelay();
        for (int attempt = 0; ; attempt++) {
            try {
                return get(uri, image, known, there);
            } catch (Failure e) {
                if (!e.passes || attempt >= limits.retries()) {
                    throw e;
                }
                Thread.sleep(delay.toMillis());
                delay = delay.multipliedBy(2);
            }
        }
    }

    private Entry ofAnswer(ImageValue image, Entry known) throws IOException {
        long size = Files.size(image.content());
        requireImage(image.content(), size);
        if (size == known.size()
                && folder.size(known.file()) == size
                && Files.mismatch(image.content(), folder.file(known.file())) < 0) {
            Files.delete(image.content());
            return known;
        }
        folder.put(image.content(), known.file());
        return new Entry(image.id(), known.file(), "answer", null, null, image.modified(), size);
    }

    private Entry get(URI uri, ImageValue image, Entry known, boolean there) throws IOException, InterruptedException {
        Path temporary = folder.temporary();
        try {
            HttpResponse<Path> answer = send(request(uri, there ? known : null), temporary);
            if (answer.statusCode() == 304 && there) {
                return known;
            }
            requireOk(answer);
            long size = Files.size(temporary);
            requireImage(temporary, size);
            folder.put(temporary, known.file());
            return new Entry(
                    image.id(),
                    known.file(),
                    uri.toString(),
                    answer.headers().firstValue("ETag").orElse(null),
                    answer.headers().firstValue("Last-Modified").orElse(null),
                    image.modified(),
                    size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @param known what must have changed; null: nothing */
    private HttpRequest request(URI uri, Entry known) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "image/*");
        if (address.isTrusted(uri)) {
            credentials.forEach(request::header);
        }
        if (known != null && known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known != null && known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    private HttpResponse<Path> send(HttpRequest request, Path temporary) throws IOException, InterruptedException {
        AtomicBoolean abandoned = new AtomicBoolean();
        try {
            return TimedCalls.send(
                    client,
                    request,
                    head -> head.statusCode() == 200
                            ? new LimitedFile(temporary, limits.mostBytes(), abandoned)
                            : BodySubscribers.replacing(temporary),
                    limits.timeout());
        } catch (IOException e) {
            throw failure(e);
        } finally {
            synchronized (abandoned) {
                abandoned.set(true);
            }
        }
    }

    private Failure failure(IOException cause) {
        if (cause instanceof TooLarge || cause.getCause() instanceof TooLarge) {
            String message = cause instanceof TooLarge
                    ? cause.getMessage()
                    : cause.getCause().getMessage();
            return new Failure(message, false, cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new Failure(
                    "it was not there within " + limits.timeout().toSeconds() + " s (parameter downloadTimeout)",
                    true,
                    cause);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure("the connection failed or broke off: " + message, true, cause);
    }

    private static void requireOk(HttpResponse<Path> answer) throws Failure {
        int status = answer.statusCode();
        if (status >= 300 && status < 400) {
            throw new Failure(
                    "the media service redirects (" + status + ") to "
                            + answer.headers().firstValue("Location").orElse("nowhere")
                            + ", which is not followed: set mediaUrl to the right address",
                    false,
                    null);
        }
        if (status != 200) {
            throw new Failure(
                    "the media service answers " + status, status == 429 || (status >= 500 && status != 501), null);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/")
                && !type.isEmpty()
                && !type.startsWith("application/octet-stream")
                && !type.startsWith("application/postscript")) {
            throw new Failure("the media service sends " + type + ", which is no image", false, null);
        }
    }

    /** An error page may come with any status and type. */
    private static void requireImage(Path file, long size) throws IOException {
        if (size == 0) {
            throw new Failure("it is empty", false, null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1)
                    .replaceFirst("^(ï»¿)?\\s+", "")
                    .toLowerCase(Locale.ROOT);
            if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
                throw new Failure("it is an HTML page, no image", false, null);
            }
        }
    }

    /** Whether the media service could not be reached, rather than that it had an answer. */
    static boolean isOutage(IOException failure) {
        return failure instanceof Failure known && known.passes;
    }
}
