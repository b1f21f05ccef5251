package io.drover.api.client;

import io.drover.api.Content;
import io.drover.connection.OutgoingAnswer;
import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer, as it comes. */
record ReceivedContent(OutgoingAnswer answer) implements Content {

    @Override
    public String header(String name) {
        return answer.header(name).orElse("");
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        answer.body().transferTo(to);
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
