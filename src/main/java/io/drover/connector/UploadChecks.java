package io.drover.connector;

import io.drover.connector.blob.AzureErrors;
import io.drover.connector.blob.BlobContents;
import io.drover.connector.blob.BlobRequests;
import io.drover.connector.blob.BlobUrlIssuer;
import io.drover.connector.blob.BlobUrls;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.ConnectorRefusals;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.upload.UploadCheck;
import io.drover.http.upload.UploadHead;
import io.drover.queue.payload.PayloadStore;
import io.drover.security.BlobPaths;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Blobs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The heads of uploads that clients of Dynamics send: an enqueue is in the recurring job's policy, a blob's URL is signed. */
public final class UploadChecks implements UploadCheck {
    private final EnqueueCheck enqueue;
    private final BlobUrls urls;
    private final Blobs blobs;
    private final PayloadStore payloads;
    private final long blobBytes;

    public UploadChecks(Settings settings, Catalog catalog, Store store, PayloadStore payloads) {
        this.enqueue = new EnqueueCheck(catalog);
        this.urls = BlobUrlIssuer.urls(settings, store);
        this.blobs = new Blobs(store);
        this.payloads = payloads;
        this.blobBytes = settings.bytes("drover.blobs.max-size");
    }

    @Override
    public long most(UploadHead head) throws RefusedUploadException {
        String path = head.path();
        if (path.startsWith(ConnectorPaths.ENQUEUE)) {
            return checked(head, Connector::error, () -> ofMessage(head));
        }
        return path.startsWith(BlobPaths.PREFIX) ? checked(head, AzureErrors::of, () -> ofBlob(head)) : Long.MAX_VALUE;
    }

    private long ofMessage(UploadHead head) {
        long most = enqueue.check(
                        head.path().substring(ConnectorPaths.ENQUEUE.length()),
                        head.sender().caller(),
                        head.sender().address(),
                        head.query(),
                        head.header(),
                        head.bytes())
                .recurring()
                .limits()
                .maxBytes();
        payloads.requireWritable();
        return most;
    }

    private long ofBlob(UploadHead head) {
        String name = head.path().substring(BlobPaths.PREFIX.length());
        BlobRequests.require(urls, blobs, name, Requests.parameters(head.query()), 'w');
        BlobContents.require(head.bytes(), blobBytes);
        payloads.requireWritable();
        return blobBytes;
    }

    /** A decision on an upload. */
    @FunctionalInterface
    private interface Check {
        long most();
    }

    private static long checked(UploadHead head, Function<ConnectorRefusal, Answer> errors, Check check)
            throws RefusedUploadException {
        try {
            return check.most();
        } catch (RuntimeException e) {
            ConnectorRefusal refusal = ConnectorRefusals.of(head.method() + " " + head.path(), e);
            Answer answer = errors.apply(refusal).because(refusal.getMessage());
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("Content-Type", answer.type());
            throw new RefusedUploadException(answer.status(), headers, answer.body());
        }
    }
}
