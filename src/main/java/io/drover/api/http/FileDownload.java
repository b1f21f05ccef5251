package io.drover.api.http;

import io.drover.api.FileContent;
import io.drover.api.http.Answers.Answer;
import io.drover.http.download.ByteRange;
import io.drover.http.download.FileAnswer;
import io.drover.http.download.FilePart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** A file that has an ETag, as a request wants it: all of it, a part, or nothing when the client has it already (RFC 9110, 13 and 14). */
final class FileDownload {
    private final Exchange exchange;
    private final FileContent content;
    private final String etag;

    private FileDownload(Exchange exchange, FileContent content) {
        this.exchange = exchange;
        this.content = content;
        this.etag = content.header("ETag");
    }

    /** The answer, whose body is a {@link FilePart}, or null. */
    static Answer of(Exchange exchange, FileContent content) throws IOException {
        return new FileDownload(exchange, content).answer();
    }

    private Answer answer() throws IOException {
        Map<String, String> headers = new HashMap<>(content.headers());
        headers.put("Accept-Ranges", "bytes");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Disposition", FileAnswer.disposition(content.name()));
        if (isNamed(header("If-None-Match"))) {
            return new Answer(304, headers, null);
        }
        long size = Files.size(content.file());
        String whole = header("If-Range");
        ByteRange range = whole == null || whole.strip().equals(etag) ? ByteRange.of(header("Range"), size) : null;
        if (range == null) {
            return new Answer(200, headers, new FilePart(content.file(), 0, size));
        }
        if (range.isEmpty()) {
            return new Answer(416, Map.of("Content-Range", "bytes */" + size), null);
        }
        headers.put("Content-Range", "bytes " + range.start() + "-" + range.end() + "/" + size);
        return new Answer(206, headers, new FilePart(content.file(), range.start(), range.length()));
    }

    private String header(String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private boolean isNamed(String etags) {
        return etags != null
                && Arrays.stream(etags.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals("*") || each.equals(etag));
    }
}
