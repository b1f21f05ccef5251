package io.drover.connection.envelope;

import io.drover.connection.CallParameters;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Request and answer as they stand. Only an answer whose encoding nothing but the Content-Type says is turned into UTF-8, for who
 * reads the document later does not know the header.
 */
final class PlainEnvelope implements Envelope {
    private static final int HEAD = 256;
    private static final Pattern SAYS_ENCODING = Pattern.compile("(?s)^\\s*<\\?xml\\s[^>]*?encoding\\s*=.*");

    @Override
    public String contentType() {
        return "text/xml; charset=utf-8";
    }

    @Override
    public boolean wraps() {
        return false;
    }

    @Override
    public String wrap(String request) {
        return request;
    }

    @Override
    public InputStream unwrap(InputStream answer, String contentType) throws IOException {
        Optional<Charset> charset = foreign(contentType);
        if (charset.isEmpty()) {
            return answer;
        }
        BufferedInputStream buffered = new BufferedInputStream(answer);
        buffered.mark(HEAD);
        byte[] head = buffered.readNBytes(HEAD);
        buffered.reset();
        boolean saysItself = TextDecoder.byteOrderMark(head).isPresent()
                || SAYS_ENCODING
                        .matcher(new String(head, StandardCharsets.ISO_8859_1))
                        .matches();
        return saysItself ? buffered : new Utf8Stream(new TextDecoder(buffered, charset.get()));
    }

    private static Optional<Charset> foreign(String contentType) {
        return CallParameters.charset(contentType)
                .filter(charset ->
                        !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII));
    }

    @Override
    public String innerType(String contentType) {
        return contentType;
    }
}
