package io.drover.connection.webservice;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes an answer that nobody has read to its end, so that its connection is free. */
final class AnswerCloser extends SynchronizationAdapter {
    private final InputStream answer;

    AnswerCloser(InputStream answer) {
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
