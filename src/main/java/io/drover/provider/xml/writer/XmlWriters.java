package io.drover.provider.xml.writer;

import io.drover.definition.XmlOutput;
import io.drover.definition.XmlOutput.Shape;
import io.drover.provider.OutputFiles;
import io.drover.provider.TableFileWriter;

/** Opens the writer of a job's XML. */
public final class XmlWriters {
    private XmlWriters() {}

    /**
     * Opens a writer.
     *
     * @param perTable whether each table has a document of its own
     */
    public static TableFileWriter open(OutputFiles files, XmlOutput format, boolean perTable) {
        return perTable ? new PerTable(table -> open(ignored -> files.create(table), format)) : open(files, format);
    }

    private static TableFileWriter open(OutputFiles files, XmlOutput format) {
        if (format.shape() == Shape.TABLES) {
            return new TablesWriter(files, format);
        }
        return format.nestings().isEmpty() ? new EntityWriter(files, format) : new NestedWriter(files, format);
    }
}
