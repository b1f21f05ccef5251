package io.drover.job;

import io.drover.definition.CsvFormat;
import io.drover.definition.ExcelFormat;
import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.JsonFormat;
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
import io.drover.provider.csv.CsvRecordReader;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.json.JsonRecordReader;
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
final class Providers implements Openings {
    private final Store store;
    private final Folders folders;

    Providers(Store store, Folders folders) {
        this.store = store;
        this.folders = folders;
    }

    @Override
    public RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException {
        if (job.source() instanceof FileSource source) {
            return new DeliveryReader(delivery, file -> reader(source.format(), file));
        }
        throw new DestinationException("a <sql> source cannot be read yet");
    }

    private static RecordReader reader(FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof XmlFormat) {
            return XmlRecordReader.open(file);
        }
        if (format instanceof ExcelFormat excel) {
            return ExcelReader.open(file, excel);
        }
        if (format instanceof CsvFormat csv) {
            return CsvRecordReader.open(csv, file);
        }
        if (format instanceof JsonFormat json) {
            return JsonRecordReader.open(json, file);
        }
        throw new DeliveryException("files of this format cannot be read yet: " + format, 0, 0, false);
    }

    @Override
    public Destination destination(JobDefinition job) throws SQLException {
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
        throw new DestinationException(
                "files of this format cannot be written yet: " + destination.format() + " to " + files);
    }

    /** The lookup tables of one run. */
    LookupTables lookups() {
        return new Lookups(store, folders);
    }

    @Override
    public RejectsWriter rejects(JobDefinition job, Path file) {
        if (job.source() instanceof FileSource source && source.format() instanceof ExcelFormat excel) {
            return new ExcelRejects(file, excel);
        }
        return new RejectsFile(file);
    }
}
