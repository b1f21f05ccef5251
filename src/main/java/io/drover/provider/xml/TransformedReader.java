package io.drover.provider.xml;

import io.drover.provider.RecordReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.forward.ForwardingReader;
import io.drover.provider.xml.parser.Encoding;
import io.drover.provider.xml.parser.XmlStream;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.xml.sax.InputSource;

/** Reads what a stylesheet makes of a document, from a temporary file. Lines are those of the result. */
final class TransformedReader extends ForwardingReader {
    private final Path result;

    /** Opens the result. */
    interface Opener {
        RecordReader open(DeliveryFile result) throws IOException;
    }

    private TransformedReader(Path result, RecordReader reader) {
        super(reader);
        this.result = result;
    }

    static TransformedReader open(DeliveryFile file, Xslt xslt, Opener opener) throws IOException {
        XmlCheck.requireWellFormed(file); // its limits are narrower, and it says better what is wrong
        Path result = Files.createTempFile("drover-", ".xml");
        try {
            try (InputStream in = file.open();
                    OutputStream out = Files.newOutputStream(result)) {
                xslt.transform(decoded(in), out);
            }
            return new TransformedReader(result, opener.open(DeliveryFile.of(result)));
        } catch (IOException | RuntimeException e) {
            Files.delete(result);
            throw e;
        }
    }

    /** Decoded as {@link XmlStream} does, whatever the document declares. */
    private static InputSource decoded(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, Encoding.HEAD);
        byte[] head = start.readNBytes(Encoding.HEAD);
        Encoding encoding = Encoding.detect(head);
        start.unread(head, encoding.bomLength(), head.length - encoding.bomLength());
        return new InputSource(new InputStreamReader(start, encoding.charset()));
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            Files.deleteIfExists(result);
        }
    }
}
