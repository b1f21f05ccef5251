package io.drover.connector.blob;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.queue.payload.Payload;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Blob;
import io.drover.store.queue.Blobs;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives out URLs: to write what is to be imported, to read what was exported. */
public final class BlobUrlIssuer {
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final int STEM = 100;
    private static final int MOST_FILE = 255;

    private final Blobs blobs;
    private final BlobUrls urls;

    public BlobUrlIssuer(Settings settings, Store store) {
        this.blobs = new Blobs(store);
        this.urls = urls(settings, store);
    }

    public static BlobUrls urls(Settings settings, Store store) {
        Duration validity = settings.seconds("drover.blobs.url-validity");
        return new BlobUrls(new Blobs(store), validity, Clock.systemUTC());
    }

    /** A place that a client may write to. */
    public record UploadUrl(UUID id, String url) {}

    /**
     * Makes one.
     *
     * @param file what the client calls it
     */
    public UploadUrl toWrite(String file, String application, String baseUrl) {
        UUID id = UUID.randomUUID();
        String name = name(file, id);
        blobs.create(name, file, application, null, null);
        return new UploadUrl(id, urls.toWrite(baseUrl, name));
    }

    /**
     * A URL by which a payload can be read.
     *
     * @param id the same for the same content: it gets one place, however often it is asked for
     * @param file what it is saved as
     */
    public String toRead(UUID id, Payload payload, String file, String application, String baseUrl) {
        String name = name(file, id);
        blobs.create(name, file, application, payload.sha256(), payload.bytes());
        return urls.toRead(baseUrl, name);
    }

    /**
     * The blob that a client means with a URL.
     *
     * @throws ConnectorRefusal when it is none of ours, has expired, or nothing was written to it
     */
    public Blob written(String url) {
        String name = urls.named(url);
        Optional<Blob> blob = blobs.find(name);
        if (blob.isEmpty() || blob.get().sha256() == null) {
            throw ConnectorRefusal.invalid(
                    blob.isEmpty()
                            ? "What was uploaded to packageUrl is no longer kept: upload it again."
                            : "Nothing has been uploaded to packageUrl yet: PUT the package to it first.");
        }
        return blob.get();
    }

    /** What a person recognises, and the id; no character that a URL or a folder would take for something else. */
    private static String name(String file, UUID id) {
        int dot = file.lastIndexOf('.');
        String stem = plain(dot > 0 ? file.substring(0, dot) : file);
        String extension = dot > 0 ? plain(file.substring(dot + 1)) : "";
        return (stem.length() > STEM ? stem.substring(0, STEM) : stem) + "-"
                + id.toString().replace("-", "")
                + (extension.isEmpty() || extension.length() > 10 ? "" : "." + extension);
    }

    private static String plain(String text) {
        String plain = OTHERS.matcher(text).replaceAll("_");
        return plain.isEmpty() ? "_" : plain;
    }

    /** The name of a file as a client gives it, without a folder. */
    public static String file(String name) {
        if (name.length() > MOST_FILE) {
            throw ConnectorRefusal.invalid("uniqueFileName has more than " + MOST_FILE + " characters.");
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        if (last.isBlank()) {
            throw ConnectorRefusal.invalid("uniqueFileName is '" + name + "'; it must be the name of a file.");
        }
        return last.strip();
    }
}
