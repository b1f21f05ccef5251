package io.drover.provider.datapackage;

import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvSource;
import io.drover.provider.excel.ExcelSource;
import io.drover.provider.file.Xslt;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.xml.XmlSource;
import io.drover.provider.xml.XmlSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the file of an entity in a package is. */
enum EntityFile {
    CSV,
    EXCEL,
    XML;

    /**
     * Opens a file.
     *
     * @param sheet the sheet to read, or null for all; of workbooks only
     * @param stylesheets what the file goes through first, in order; of XML only. They came with it, and may include nothing
     */
    RecordReader open(DeliveryFile file, String sheet, List<DeliveryFile> stylesheets, SourceFormat.Context context)
            throws IOException {
        return switch (this) {
            case CSV -> new CsvSource().opener(context).open(file);
            case EXCEL -> ExcelSource.ofSheet(sheet).opener(context).open(file);
            case XML -> {
                List<Xslt> compiled = new ArrayList<>();
                for (DeliveryFile stylesheet : stylesheets) {
                    compiled.add(Xslt.compile(stylesheet, null));
                }
                yield XmlSources.open(file, new XmlSource(), compiled);
            }
        };
    }
}
