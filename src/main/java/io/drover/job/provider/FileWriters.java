package io.drover.job.provider;

import io.drover.provider.FileDestination;
import io.drover.provider.FileFormat;
import io.drover.provider.OutputFiles;
import io.drover.provider.TableFileWriter;
import io.drover.provider.ValueFormats;
import io.drover.provider.csv.CsvFileWriter;
import io.drover.provider.csv.CsvLayout;
import io.drover.provider.csv.CsvOutput;
import io.drover.provider.datapackage.PackageOutput;
import io.drover.provider.datapackage.PackageWriter;
import io.drover.provider.excel.ExcelOutput;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.file.Xslt;
import io.drover.provider.json.JsonFileWriter;
import io.drover.provider.json.JsonOutput;
import io.drover.provider.xml.XmlOutput;
import io.drover.provider.xml.writer.XmlWriters;
import java.nio.file.Path;
import java.util.List;

/** Opens the writers of a job's files. */
final class FileWriters {
    private final String job;
    private final Path root;

    /** @param root Files/Integration, where stylesheets lie */
    FileWriters(String job, Path root) {
        this.job = job;
        this.root = root;
    }

    /** The name of the files of a format, unless the job says one. */
    static String defaultName(FileFormat format) {
        if (format instanceof CsvOutput) {
            return "{table}.csv";
        }
        if (format instanceof JsonOutput json) {
            return json.shape() == JsonOutput.Shape.TABLES ? "{job}.json" : "{table}.json";
        }
        if (format instanceof ExcelOutput) {
            return "{job}.xlsx";
        }
        return format instanceof PackageOutput ? "{job}.zip" : "{job}.xml";
    }

    TableFileWriter open(FileDestination destination, OutputFiles files) {
        boolean perTable = destination.file() != null && destination.file().contains("{table}");
        return open(destination.format(), files, perTable);
    }

    private TableFileWriter open(FileFormat format, OutputFiles files, boolean perTable) {
        if (format instanceof XmlOutput xml) {
            return XmlWriters.open(
                    files, xml, perTable, xml.xslt() == null ? null : () -> Xslt.below(root, xml.xslt()));
        }
        if (format instanceof CsvOutput csv) {
            return new CsvFileWriter(csv, files);
        }
        if (format instanceof JsonOutput json) {
            return new JsonFileWriter(json, files);
        }
        if (format instanceof ExcelOutput) {
            return new ExcelWriter(files, perTable);
        }
        if (format instanceof PackageOutput packaged) {
            return new PackageWriter(files, packaged, job, inner -> open(entityFormat(packaged), inner, true));
        }
        throw new IllegalStateException(format + " is read only");
    }

    /** The format of the files in a data package, as Dynamics 365 writes them. */
    private static FileFormat entityFormat(PackageOutput packaged) {
        return switch (packaged.entityFormat()) {
            case CSV -> csv("UTF-8", false);
            case CSV_UNICODE -> csv("UTF-16LE", true);
            case EXCEL -> new ExcelOutput();
            case XML_ELEMENT -> xml(XmlOutput.Shape.ELEMENTS);
            case XML_ATTRIBUTE -> xml(XmlOutput.Shape.ATTRIBUTES);
        };
    }

    private static CsvOutput csv(String encoding, boolean byteOrderMark) {
        CsvLayout layout = new CsvLayout(',', '"', true, encoding, null, List.of());
        return new CsvOutput(layout, false, byteOrderMark, "\r\n", false, ValueFormats.CANONICAL);
    }

    private static XmlOutput xml(XmlOutput.Shape shape) {
        return new XmlOutput(shape, "UTF-8", false, null, ValueFormats.CANONICAL, List.of());
    }
}
