package io.drover.provider.datapackage;

import io.drover.provider.DeliveryFile;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.util.List;

/** Opens the files in a package: the providers of their formats do, which this one does not know. */
public interface EntityFiles {
    /** What a file in a package is. */
    enum Kind {
        CSV,
        EXCEL,
        XML
    }

    /**
     * Opens a file.
     *
     * @param sheet the sheet to read, or null for all; of workbooks only
     * @param stylesheets what the file goes through first, in order; of XML only
     */
    RecordReader open(DeliveryFile file, Kind kind, String sheet, List<DeliveryFile> stylesheets) throws IOException;
}
