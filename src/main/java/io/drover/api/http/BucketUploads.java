package io.drover.api.http;

import io.drover.api.Json;
import io.drover.api.Operation;
import io.drover.api.OperationException;
import io.drover.api.local.BucketAccess;
import io.drover.bucket.Buckets;
import io.drover.definition.UnknownNameException;
import io.drover.http.upload.UploadCheck;
import io.drover.http.upload.UploadHead;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heads of uploads to buckets: who may not write there, or finds no room on the disk, sends nothing. Others go to the next check. */
public final class BucketUploads implements UploadCheck {
    private static final Pattern PATH = Pattern.compile("/api/buckets/([^/]+)/(upload|files/.*)");

    private final Buckets buckets;
    private final PayloadStore payloads;
    private final UploadCheck others;

    /** @param payloads which look whether there is room */
    public BucketUploads(Buckets buckets, PayloadStore payloads, UploadCheck others) {
        this.buckets = buckets;
        this.payloads = payloads;
        this.others = others;
    }

    @Override
    public long most(UploadHead head) throws RefusedUploadException {
        Matcher path = PATH.matcher(head.path());
        if (!path.matches()) {
            return others.most(head);
        }
        try {
            new BucketAccess(buckets, head.sender().caller()).writing(path.group(1));
            payloads.requireWritable();
            return Long.MAX_VALUE;
        } catch (UnknownNameException e) {
            throw refused(404, e);
        } catch (OperationException e) {
            throw refused(e.httpStatus(), e);
        } catch (QueueException e) {
            throw refused(503, e);
        }
    }

    private static RefusedUploadException refused(int status, RuntimeException why) {
        return new RefusedUploadException(
                status,
                Map.of("Content-Type", Operation.JSON),
                Json.write(Map.of("error", why.getMessage())).getBytes(StandardCharsets.UTF_8));
    }
}
