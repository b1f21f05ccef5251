package io.drover.job;

import io.drover.definition.CsvFormat;
import io.drover.definition.CsvOutput;
import io.drover.definition.DetectedFormat;
import io.drover.definition.ExcelFormat;
import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.JsonFormat;
import io.drover.definition.JsonOutput;
import io.drover.definition.SqlDestination;
import io.drover.definition.XmlFormat;
import io.drover.definition.XmlOutput;
import io.drover.mapping.LookupTables;
import io.drover.provider.DeliveryException;
import io.drover.provider.DeliveryFile;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.OutputFiles;
import io.drover.provider.RecordReader;
import io.drover.provider.RejectsWriter;
import io.drover.provider.TableFileWriter;
import io.drover.provider.csv.CsvFileWriter;
import io.drover.provider.csv.CsvRecordReader;
import io.drover.provider.csv.CsvRejects;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.json.JsonFileWriter;
import io.drover.provider.json.JsonRecordReader;
import io.drover.provider.json.JsonRejects;
import io.drover.provider.sql.SqlDestinations;
import io.drover.provider.xml.RejectsFile;
import io.drover.provider.xml.XmlRecordReader;
import io.drover.provider.xml.writer.XmlWriters;
import io.drover.settings.Folders;
import io.drover.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Opens the sources and destinations that jobs name: the one place that knows all providers. */
final class Providers {
    private final Store store;
    private final Folders folders;

    Providers(Store store, Folders folders) {
        this.store = store;
        this.folders = folders;
    }

    /**
     * Opens a job's source.
     *
     * @param delivery what to read; null when the source is no file
     */
    RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException {
        if (job.source() instanceof FileSource source) {
            return new DeliveryReader(delivery, file -> reader(source.format(), file));
        }
        throw new DestinationException("a <sql> source cannot be read yet");
    }

    private static RecordReader reader(FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof XmlFormat) {
            return XmlRecordReader.open(file);
        }
        if (format instanceof CsvFormat csv) {
            return CsvRecordReader.open(csv, file);
        }
        if (format instanceof JsonFormat json) {
            return JsonRecordReader.open(json, file);
        }
        if (format instanceof ExcelFormat excel) {
            return ExcelReader.open(file, excel);
        }
        if (format instanceof DetectedFormat detected) {
            FileFormat found = Detection.of(detected, file);
            return Detection.remarking(found, reader(found, file));
        }
        throw new DeliveryException("files of this format cannot be read yet: " + format, 0, 0, false);
    }

    /** Opens a job's destination and its transaction. */
    Destination destination(JobDefinition job) throws SQLException {
        if (job.destination() instanceof SqlDestination sql) {
            return SqlDestinations.open(store.dataSource(sql.dataSource()), sql.schema());
        }
        FileDestination files = (FileDestination) job.destination();
        FileNaming naming = new FileNaming(
                files.file() == null ? defaultName(files.format()) : files.file(),
                job.name(),
                LocalDateTime.now(ZoneId.systemDefault()));
        OutputFolder output =
                new OutputFolder(OutputPlaces.folder(folders, job.name(), files), naming, files.skipWhenEmpty());
        return new FileTransaction(output, writer(files, output));
    }

    private static String defaultName(FileFormat format) {
        if (format instanceof ExcelFormat) {
            return "{job}.xlsx";
        }
        if (format instanceof CsvOutput) {
            return "{table}.csv";
        }
        if (format instanceof JsonOutput json) {
            return json.shape() == JsonOutput.Shape.TABLES ? "{job}.json" : "{table}.json";
        }
        return format instanceof XmlOutput ? "{job}.xml" : "{table}";
    }

    private static TableFileWriter writer(FileDestination destination, OutputFiles files) throws SQLException {
        boolean perTable = destination.file() != null && destination.file().contains("{table}");
        if (destination.format() instanceof XmlOutput xml) {
            return XmlWriters.open(files, xml, perTable);
        }
        if (destination.format() instanceof ExcelFormat) {
            return new ExcelWriter(files, perTable);
        }
        if (destination.format() instanceof CsvOutput csv) {
            return new CsvFileWriter(csv, files);
        }
        if (destination.format() instanceof JsonOutput json) {
            return new JsonFileWriter(json, files);
        }
        throw new DestinationException(
                "files of this format cannot be written yet: " + destination.format() + " to " + files);
    }

    /** The lookup tables of one run. */
    LookupTables lookups() {
        return new Lookups(store, folders);
    }

    /**
     * The rejects of a run of a job, in the format of its source.
     *
     * @param delivery what is read; null when the source is no file
     * @param target the file that they are to be, or the folder when the format has a file for each table
     */
    RejectsWriter rejects(JobDefinition job, Path delivery, Path target) {
        if (job.source() instanceof FileSource source) {
            return source.format() instanceof DetectedFormat detected
                    ? new LateRejects(() -> rejects(Detection.of(detected, delivery), target))
                    : rejects(source.format(), target);
        }
        return new RejectsFile(target);
    }

    private static RejectsWriter rejects(FileFormat format, Path target) {
        if (format instanceof ExcelFormat excel) {
            return new ExcelRejects(target, excel);
        }
        if (format instanceof CsvFormat csv) {
            return new CsvRejects(csv, target);
        }
        if (format instanceof JsonFormat json) {
            return new JsonRejects(json, target);
        }
        return new RejectsFile(target);
    }
}
