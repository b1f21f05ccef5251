package io.drover.api.client;

import io.drover.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;

/** The body of an answer, as it comes. */
record ReceivedContent(HttpResponse<InputStream> response) implements Content {

    @Override
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        response.body().transferTo(to);
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
