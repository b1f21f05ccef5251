package io.drover.provider.xslt;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import io.drover.settings.RelativeFile;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SaxonApiUncheckedException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.XsltTransformer;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * A stylesheet (XSLT 3.0) that a document goes through. It sees that document and nothing else: no other document, text, folder
 * or environment variable, no extension function, one result; it may include stylesheets of its own folder. Neither it nor the
 * document may have a DOCTYPE.
 *
 * <p>The document is in memory, five to ten times its size: {@link #MAX_INPUT} is the limit. Nothing limits the time, so a
 * stylesheet that does not end holds its run. For use by one thread at a time.
 */
public final class Xslt {
    /**
     * Bytes (of a decoded document, characters) that a document may have: 32 MB, and no more than a sixteenth of the memory that
     * the server may use.
     */
    static final long MAX_INPUT =
            Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);
    /** Bytes of a result, so that a stylesheet that does not stop writing does not fill the disk. */
    static final long MAX_OUTPUT = 1024L * 1024 * 1024;

    private final String name;
    private final XsltExecutable executable;

    private Xslt(String name, XsltExecutable executable) {
        this.name = name;
        this.executable = executable;
    }

    /**
     * Compiles a stylesheet below a folder.
     *
     * @param path from {@code root}; what leads out of it, also by a link, is refused
     */
    public static Xslt below(Path root, String path) throws IOException {
        RelativeFile below = RelativeFile.of(root, path);
        return switch (below.state()) {
            case MISSING -> throw new DeliveryException("there is no stylesheet " + path + " in " + root, 0, 0, false);
            case OUTSIDE ->
                throw new DeliveryException("the stylesheet " + path + " does not lie in " + root, 0, 0, false);
            case THERE ->
                compile(DeliveryFile.of(below.file()), below.file().toRealPath().getParent());
        };
    }

    /**
     * Compiles a stylesheet.
     *
     * @param folder where it may include others from, or null for nowhere
     * @throws DeliveryException when it is wrong, with the reason
     */
    public static Xslt compile(DeliveryFile stylesheet, Path folder) throws IOException {
        XsltErrors errors = new XsltErrors();
        try (InputStream in = stylesheet.open()) {
            return new Xslt(
                    stylesheet.name(),
                    XsltSandbox.compile(new SAXSource(parser(), new InputSource(in)), folder, errors));
        } catch (SaxonApiException | SaxonApiUncheckedException e) {
            throw new DeliveryException(
                    "the stylesheet " + stylesheet.name() + " cannot be used: " + errors.first(e), 0, 0, false);
        }
    }

    /**
     * Transforms a document.
     *
     * @param in bytes or characters; without a DOCTYPE
     * @param out gets the result in the encoding that the stylesheet asks for; stays open
     * @throws DeliveryException when the document is too large or not well-formed, or the stylesheet fails
     */
    public void transform(InputSource in, OutputStream out) throws IOException {
        XsltErrors errors = new XsltErrors();
        limit(in);
        try {
            XsltTransformer transformer = executable.load();
            XsltSandbox.close(transformer, errors);
            transformer.setSource(new SAXSource(parser(), in));
            Serializer serializer = executable.getProcessor().newSerializer(new LimitedOutput(out));
            transformer.setDestination(serializer);
            transformer.transform();
        } catch (SaxonApiException | SaxonApiUncheckedException e) {
            throw new DeliveryException("the stylesheet " + name + " fails: " + errors.first(e), 0, 0, false);
        }
    }

    /** A parser that reaches for nothing outside the document. */
    static XMLReader parser() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void limit(InputSource in) {
        if (in.getCharacterStream() != null) {
            in.setCharacterStream(new LimitedReader(in.getCharacterStream()));
        } else {
            in.setByteStream(new LimitedInput(in.getByteStream()));
        }
    }

    private static long count(long soFar, int more) throws IOException {
        if (soFar + more > MAX_INPUT) {
            throw new DeliveryException(
                    "the document is larger than " + MAX_INPUT / 1024 / 1024
                            + " MB, the limit for documents that go through a stylesheet",
                    0,
                    0,
                    false);
        }
        return soFar + Math.max(0, more);
    }

    private static final class LimitedInput extends FilterInputStream {
        private long count;

        LimitedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count = count(count, b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count = count(count, n);
            return n;
        }
    }

    private static final class LimitedReader extends FilterReader {
        private long count;

        LimitedReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count = count(count, n);
            return n;
        }
    }

    private static final class LimitedOutput extends FilterOutputStream {
        private long count;

        LimitedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            if (count > MAX_OUTPUT) {
                throw new IOException("the result is larger than " + MAX_OUTPUT / 1024 / 1024 + " MB");
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush(); // the caller closes
        }
    }
}
