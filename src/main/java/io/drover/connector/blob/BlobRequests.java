package io.drover.connector.blob;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorAnswers;
import io.drover.connector.wire.Requests;
import io.drover.http.Call;
import io.drover.http.download.ByteRange;
import io.drover.http.upload.Upload;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Blob;
import io.drover.store.queue.Blobs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The bean that the routes of blobs in routes/data-management.camel.yaml call: Azure's protocol for block blobs, as far as clients of
 * data management use it (wire contract 2.3).
 */
public final class BlobRequests {
    private static final int MAX_LIST = 8 * 1024 * 1024;

    private final ConnectorAnswers answers = new ConnectorAnswers(AzureErrors::of);
    private final BlobUrls urls;
    private final Blobs blobs;
    private final BlobContents contents;
    private final PayloadStore payloads;

    public BlobRequests(Settings settings, Store store, PayloadStore payloads) {
        this.blobs = new Blobs(store);
        this.payloads = payloads;
        this.urls = BlobUrlIssuer.urls(settings, store);
        this.contents = new BlobContents(blobs, payloads, settings.bytes("drover.blobs.max-size"));
    }

    /** Put Blob, Put Block, Put Block List. */
    public void put(Exchange exchange) {
        answers.answer(exchange, () -> {
            Map<String, String> query = query(exchange);
            Blob blob = blob(exchange, query, 'w');
            Upload upload = Call.of(exchange)
                    .upload()
                    .orElseThrow(() -> new IllegalStateException("the body of a blob was not taken as an upload"));
            BlobContents.requireMd5(upload, Requests.header(exchange, "Content-MD5", 100));
            String part = query.getOrDefault("comp", "");
            return switch (part) {
                case "" -> whole(exchange, blob, upload);
                case "block" -> {
                    contents.putBlock(blob, query.getOrDefault("blockid", ""), upload);
                    yield BlobAnswers.taken();
                }
                case "blocklist" -> {
                    requireCondition(exchange, blob);
                    yield BlobAnswers.written(contents.commit(blob, BlockList.of(small(upload))));
                }
                default ->
                    throw AzureErrors.refusal(
                            400,
                            "InvalidQueryParameterValue",
                            "comp=" + part + " is not offered here; block and blocklist are.");
            };
        });
    }

    private Answer whole(Exchange exchange, Blob blob, Upload upload) throws IOException {
        String type = Requests.header(exchange, "x-ms-blob-type", 50);
        if (type != null && !type.equalsIgnoreCase("BlockBlob")) {
            throw AzureErrors.refusal(
                    400, "InvalidHeaderValue", "x-ms-blob-type is " + type + "; only BlockBlob is offered here.");
        }
        requireCondition(exchange, blob);
        return BlobAnswers.written(contents.write(blob, upload));
    }

    /** A client may want to write only what nobody has written. */
    private static void requireCondition(Exchange exchange, Blob blob) {
        if (blob.sha256() != null && "*".equals(Requests.header(exchange, "If-None-Match", 200))) {
            throw AzureErrors.refusal(409, "BlobAlreadyExists", "The blob is written already.");
        }
        requireMatch(exchange, blob);
    }

    private static void requireMatch(Exchange exchange, Blob blob) {
        String wanted = Requests.header(exchange, "If-Match", 200);
        if (wanted != null
                && !wanted.equals("*")
                && (blob.sha256() == null || !unquoted(wanted).equals(unquoted(BlobAnswers.etag(blob))))) {
            throw AzureErrors.refusal(412, "ConditionNotMet", "The blob has been written anew since.");
        }
    }

    /** Azure's client sends it back without its quotes. */
    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private static byte[] small(Upload upload) throws IOException {
        if (upload.bytes() > MAX_LIST) {
            throw AzureErrors.refusal(
                    413, "RequestBodyTooLarge", "The list of blocks has more than " + MAX_LIST + " octets.");
        }
        return upload.content() != null ? upload.content() : Files.readAllBytes(upload.file());
    }

    /** Get Blob, with or without a range; Get Blob Properties. */
    public void get(Exchange exchange) {
        answers.answer(exchange, () -> {
            Blob blob = written(exchange);
            String range = Requests.header(exchange, "x-ms-range", 100);
            ByteRange part = ByteRange.of(
                    range == null ? Requests.header(exchange, "Range", 100) : range,
                    blob.content().bytes());
            if (part != null && part.isEmpty()) {
                throw AzureErrors.refusal(
                        416,
                        "InvalidRange",
                        "The range is not in the blob, which has "
                                + blob.content().bytes() + " octets.");
            }
            return BlobAnswers.content(blob, payloads.find(blob.sha256()).path(), part);
        });
    }

    /** Delete Blob: no URL that is given out allows it; Azure answers one without that permission so. */
    public void delete(Exchange exchange) {
        answers.answer(exchange, () -> {
            urls.require(Requests.path(exchange, "blob"), query(exchange), 'd');
            throw new IllegalStateException("a URL was given out that allows to delete");
        });
    }

    private Blob written(Exchange exchange) {
        Map<String, String> query = query(exchange);
        Blob blob = blob(exchange, query, 'r');
        if (query.containsKey("comp")) {
            throw AzureErrors.refusal(
                    400, "InvalidQueryParameterValue", "comp=" + query.get("comp") + " is not offered here.");
        }
        if (blob.sha256() == null) {
            throw AzureErrors.refusal(404, "BlobNotFound", "Nothing has been written to the blob yet.");
        }
        requireMatch(exchange, blob);
        return blob;
    }

    private Blob blob(Exchange exchange, Map<String, String> query, char permission) {
        return require(urls, blobs, Requests.path(exchange, "blob"), query, permission);
    }

    /** The blob that a signed URL is for. */
    public static Blob require(BlobUrls urls, Blobs blobs, String name, Map<String, String> query, char permission) {
        urls.require(name, query, permission);
        return blobs.find(name)
                .orElseThrow(() -> AzureErrors.refusal(404, "BlobNotFound", "The blob is no longer kept."));
    }

    private static Map<String, String> query(Exchange exchange) {
        return Requests.parameters(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class));
    }
}
