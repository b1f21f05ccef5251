package io.drover.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Content that is made while it is taken.
 *
 * @param type its media type
 */
public record StreamedContent(String type, InputStream content) implements Content {

    @Override
    public String header(String name) {
        return name.equalsIgnoreCase("Content-Type") ? type : "";
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        content.transferTo(to);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
