package io.drover.connection.webservice;

import java.io.Closeable;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes an answer that nobody has read to its end, so that its connection is free. */
final class AnswerCloser extends SynchronizationAdapter {
    private final Closeable answer;

    AnswerCloser(Closeable answer) {
        this.answer = answer;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            answer.close();
        } catch (IOException e) {
            // The answer is not wanted any more
        }
    }
}
