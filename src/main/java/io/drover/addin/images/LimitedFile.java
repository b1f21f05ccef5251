package io.drover.addin.images;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes the body of an answer into a file, and no more of it than a limit. */
final class LimitedFile implements BodySubscriber<Path> {
    private final BodySubscriber<Path> file;
    private final long most;
    private final AtomicBoolean abandoned;
    private Subscription subscription;
    private long bytes;
    private boolean over;

    /** @param abandoned whether nobody waits for the file any more: then it is not made. Its monitor guards that */
    LimitedFile(Path path, long most, AtomicBoolean abandoned) {
        this.abandoned = abandoned;
        this.file = BodySubscribers.ofFile(path);
        this.most = most;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return file.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        synchronized (abandoned) {
            over = abandoned.get();
            if (!over) {
                file.onSubscribe(given); // opens the file
                return;
            }
        }
        given.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes > most) {
            over = true;
            subscription.cancel();
            file.onError(new TooLarge("it is larger than " + most + " bytes (parameter maxImageSize)"));
        } else {
            file.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            file.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            file.onComplete();
        }
    }

    /** More came than is taken. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }
}
