package io.drover.provider.datapackage;

import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvSource;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelSource;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.xml.RejectsFile;
import io.drover.provider.xml.XmlSource;
import io.drover.provider.xml.XmlSources;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the file of an entity in a package is. */
enum EntityFile {
    CSV,
    EXCEL,
    XML;

    /** What a file is by its name; null when that does not tell. */
    static EntityFile named(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv", "txt" -> CSV;
            case "xlsx", "xlsm" -> EXCEL;
            case "xml" -> XML;
            default -> null;
        };
    }

    /** Rejected records of one entity, in a file of the same kind, which this kind's reader takes as it is. */
    RejectsWriter rejects(String entity, Path target) {
        return switch (this) {
            case CSV -> CsvSource.ofTable(entity).rejects(target, target);
            case EXCEL -> new ExcelRejects(target, new ExcelSource());
            case XML -> new RejectsFile(target); // holds any name and any text
        };
    }

    /** How such a file of rejected records is called in a manifest, and ends. */
    EntityFormat written() {
        return switch (this) {
            case CSV -> EntityFormat.CSV;
            case EXCEL -> EntityFormat.EXCEL;
            case XML -> EntityFormat.XML_ELEMENT;
        };
    }

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
