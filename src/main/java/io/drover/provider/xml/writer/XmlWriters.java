package io.drover.provider.xml.writer;

import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.xml.writer.XmlDestination.Shape;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;

/** Opens the writer of a job's XML. */
final class XmlWriters {
    private XmlWriters() {}

    /** Compiles the stylesheet that finished documents go through. */
    public interface Stylesheet {
        Xslt compile() throws IOException;
    }

    /**
     * Opens a writer.
     *
     * @param perTable whether each table has a document of its own
     * @param stylesheet what each finished document goes through, or null
     */
    static TableFileWriter open(OutputFiles files, XmlDestination format, boolean perTable, Stylesheet stylesheet) {
        return perTable
                ? new PerTableWriter(table -> open(ignored -> files.create(table), format, stylesheet))
                : open(files, format, stylesheet);
    }

    private static TableFileWriter open(OutputFiles files, XmlDestination format, Stylesheet stylesheet) {
        return stylesheet == null ? open(files, format) : new TransformedWriter(files, stylesheet, format);
    }

    /** Opens the writer of one document, without a stylesheet. */
    static TableFileWriter open(OutputFiles files, XmlDestination format) {
        if (format.shape() == Shape.TABLES) {
            return new TablesWriter(files, format);
        }
        return format.nestings().isEmpty() ? new EntityWriter(files, format) : new NestedWriter(files, format);
    }
}
