package io.drover.job;

import io.drover.definition.ExcelFormat;
import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
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
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.file.Xslt;
import io.drover.provider.sql.SqlDestinations;
import io.drover.provider.xml.RejectsFile;
import io.drover.provider.xml.XmlSources;
import io.drover.provider.xml.writer.XmlWriters;
import io.drover.settings.Folders;
import io.drover.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;

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
            if (source.format() instanceof XmlFormat xml) {
                Xslt xslt = xml.xslt() == null ? null : Xslt.below(folders.root(), xml.xslt());
                return new DeliveryReader(delivery, file -> XmlSources.open(file, xml, xslt));
            }
            return new DeliveryReader(delivery, file -> reader(source.format(), file));
        }
        throw new DestinationException("a <sql> source cannot be read yet");
    }

    private static RecordReader reader(FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof ExcelFormat excel) {
            return ExcelReader.open(file, excel);
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
                files.file() == null ? defaultName(files.format()) : files.file(), job.name(), LocalDateTime.now());
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

    private TableFileWriter writer(FileDestination destination, OutputFiles files) throws SQLException {
        boolean perTable = destination.file() != null && destination.file().contains("{table}");
        if (destination.format() instanceof XmlOutput xml) {
            return XmlWriters.open(
                    files, xml, perTable, xml.xslt() == null ? null : () -> Xslt.below(folders.root(), xml.xslt()));
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

    /**
     * The rejects file of a run of a job, in the format of its source.
     *
     * @param delivery what is read; null when the source is no file
     */
    RejectsWriter rejects(JobDefinition job, Path delivery, Path file) {
        if (job.source() instanceof FileSource source && source.format() instanceof XmlFormat xml) {
            return XmlSources.rejects(delivery, xml, file);
        }
        if (job.source() instanceof FileSource source && source.format() instanceof ExcelFormat excel) {
            return new ExcelRejects(file, excel);
        }
        return new RejectsFile(file);
    }
}
