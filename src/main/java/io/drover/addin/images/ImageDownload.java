package io.drover.addin.images;

import io.drover.addin.images.ImageIndex.Entry;
import io.drover.addin.images.ImageIndex.Validators;
import io.drover.connection.Attempts;
import io.drover.connection.Challenges;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingAnswer.TooLargeException;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.Retries;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Gets one image after the other. A file is in its place only when it is there as a whole and is an image. Thread-safe. */
final class ImageDownload {
    private static final int BEGINNING = 512;

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
     */
    record Limits(long mostBytes, Duration timeout, Retries retries) {}

    /** @param credentials headers for the hosts that may have them */
    ImageDownload(ImageFolder folder, MediaAddress address, Map<String, String> credentials, Limits limits) {
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
        boolean asked = !known.validators().equals(Validators.NONE);
        if (there && !asked && !image.modified().isEmpty() && image.modified().equals(known.modified())) {
            return known; // the media service says nothing of age, but Perfion does
        }
        Attempts attempts = new Attempts(limits.retries());
        while (true) {
            try {
                return get(uri, image, known, there);
            } catch (WebServiceException e) {
                Attempts.pause(attempts.next(e), () -> false);
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
        return new Entry(image.id(), known.file(), "answer", Validators.NONE, image.modified(), size);
    }

    private Entry get(URI uri, ImageValue image, Entry known, boolean there) throws IOException, InterruptedException {
        Path temporary = folder.temporary();
        try {
            return OutgoingCalls.SHARED.send(
                    request(uri, there ? known : null),
                    answer -> answer.status() == 304 && there ? known : take(answer, temporary, uri, image, known));
        } catch (WebServiceException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Entry take(OutgoingAnswer answer, Path temporary, URI uri, ImageValue image, Entry known)
            throws IOException {
        requireOk(answer);
        long size;
        try (OutputStream file = Files.newOutputStream(temporary)) {
            size = answer.writeTo(file, limits.mostBytes());
        }
        requireImage(temporary, size);
        folder.put(temporary, known.file());
        return new Entry(
                image.id(),
                known.file(),
                uri.toString(),
                new Validators(
                        answer.header("ETag").orElse(null),
                        answer.header("Last-Modified").orElse(null)),
                image.modified(),
                size);
    }

    /** @param known what must have changed; null: nothing */
    private OutgoingRequest request(URI uri, Entry known) {
        OutgoingRequest request =
                OutgoingRequest.get(uri).header("Accept", "image/*").limit(limits.timeout());
        if (address.isTrusted(uri)) {
            credentials.forEach(request::header);
        }
        if (known != null && known.validators().etag() != null) {
            request.header("If-None-Match", known.validators().etag());
        }
        if (known != null && known.validators().lastModified() != null) {
            request.header("If-Modified-Since", known.validators().lastModified());
        }
        return request;
    }

    private WebServiceException failure(IOException cause) {
        if (cause instanceof TooLargeException) {
            return refused("it is larger than " + limits.mostBytes() + " bytes (parameter maxImageSize)");
        }
        if (cause instanceof SocketTimeoutException) {
            return passing(
                    "it was not there within " + limits.timeout().toSeconds() + " s (parameter downloadTimeout)",
                    cause);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return passing("the connection failed or broke off: " + message, cause);
    }

    private static WebServiceException passing(String message, IOException cause) {
        return new WebServiceException(message, Kind.UNCLEAR, 0, null, cause);
    }

    private static WebServiceException refused(String message) {
        return WebServiceException.unusable(message, null);
    }

    private static void requireOk(OutgoingAnswer answer) throws WebServiceException {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            throw refused("the media service redirects (" + status + ") to "
                    + answer.header("Location").orElse("nowhere")
                    + ", which is not followed: set mediaUrl to the right address");
        }
        if (status != 200 && status != 206) { // a part is refused where it comes, unless it is the whole
            boolean passes = status == 429 || (status >= 500 && status != 501);
            throw new WebServiceException(
                    "the media service answers " + status
                            + (status == 401 ? Challenges.ofServer(answer.headers("WWW-Authenticate")) : "")
                            + (status == 407 ? Challenges.ofProxy(answer.headers("Proxy-Authenticate")) : ""),
                    passes ? Kind.UNSENT : Kind.FINAL,
                    status,
                    answer.retryAfter(),
                    null);
        }
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/")
                && !type.isEmpty()
                && !type.startsWith("application/octet-stream")
                && !type.startsWith("application/postscript")) {
            throw refused("the media service sends " + type + ", which is no image");
        }
    }

    /** An error page may come with any status and type. */
    private static void requireImage(Path file, long size) throws IOException {
        if (size == 0) {
            throw refused("it is empty");
        }
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1)
                    .replaceFirst("^(ï»¿)?\\s+", "")
                    .toLowerCase(Locale.ROOT);
            if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
                throw refused("it is an HTML page, no image");
            }
        }
    }

    /** Whether the media service could not be reached, rather than that it had an answer. */
    static boolean isOutage(IOException failure) {
        return failure instanceof WebServiceException known && known.kind() != Kind.FINAL;
    }
}
