package io.drover.job;

import io.drover.definition.ExcelFormat;
import io.drover.definition.ValueFormats;
import io.drover.definition.PackageOutput;
import io.drover.definition.PackageFormat;
import io.drover.definition.CsvOutput;
import io.drover.definition.CsvLayout;
import io.drover.definition.CsvFormat;
import io.drover.definition.ExcelOutput;
import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.JsonFormat;
import io.drover.definition.SqlDestination;
import io.drover.definition.XmlFormat;
import io.drover.definition.XmlOutput;
import io.drover.provider.DeliveryException;
import io.drover.provider.DeliveryFile;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.OutputFiles;
import io.drover.provider.RecordReader;
import io.drover.provider.RejectsWriter;
import io.drover.provider.TableFileWriter;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.datapackage.PackageWriter;
import io.drover.provider.datapackage.PackageRejects;
import io.drover.provider.datapackage.PackageReader;
import io.drover.provider.datapackage.EntityFiles;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.csv.CsvFileWriter;
import io.drover.provider.csv.CsvRecordReader;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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
            boolean zipsWhole = source.format() instanceof PackageFormat;
            return new DeliveryReader(delivery, zipsWhole, file -> reader(job, source.format(), file));
        }
        throw new DestinationException("a <sql> source cannot be read yet");
    }

    private static RecordReader reader(JobDefinition job, FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof PackageFormat) {
            Set<String> wanted = job.mappings().stream()
                    .map(mapping -> mapping.sourceTable().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return PackageReader.open(
                    file,
                    (entity, kind, sheet, stylesheets) -> reader(job, entityFormat(kind, sheet, stylesheets), entity),
                    wanted);
        }
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

    /** The format of a file in a data package. */
    private static FileFormat entityFormat(EntityFiles.Kind kind, String sheet, List<DeliveryFile> stylesheets)
            throws DeliveryException {
        if (!stylesheets.isEmpty()) {
            throw new DeliveryException(
                    "has a transformation (" + stylesheets.get(0).name()
                            + "), and Drover cannot apply those of packages yet: apply it before, or remove it from the manifest",
                    0,
                    0,
                    false);
        }
        return switch (kind) {
            case CSV -> CsvFormat.DETECTED;
            case EXCEL -> new ExcelFormat(sheet, null, 0);
            case XML -> new XmlFormat('.');
        };
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
        return new FileTransaction(output, writer(job, files, output));
    }

    private static String defaultName(FileFormat format) {
        if (format instanceof ExcelOutput) {
            return "{job}.xlsx";
        }
        if (format instanceof PackageOutput) {
            return "{job}.zip";
        }
        return format instanceof XmlOutput ? "{job}.xml" : "{table}";
    }

    private static TableFileWriter writer(JobDefinition job, FileDestination destination, OutputFiles files)
            throws SQLException {
        if (destination.format() instanceof PackageOutput packaged) {
            FileFormat entities = entityFormat(packaged);
            require(entities);
            return new PackageWriter(files, packaged, job.name(), inner -> writer(entities, inner, true));
        }
        require(destination.format());
        boolean perTable = destination.file() != null && destination.file().contains("{table}");
        return writer(destination.format(), files, perTable);
    }

    private static void require(FileFormat format) throws SQLException {
        if (!(format instanceof XmlOutput || format instanceof ExcelOutput || format instanceof CsvOutput)) {
            throw new DestinationException("files of this format cannot be written yet: " + format);
        }
    }

    /** The writer of a format that is no container of others. */
    private static TableFileWriter writer(FileFormat format, OutputFiles files, boolean perTable) {
        if (format instanceof XmlOutput xml) {
            return XmlWriters.open(files, xml, perTable);
        }
        return format instanceof CsvOutput csv ? new CsvFileWriter(csv, files) : new ExcelWriter(files, perTable);
    }

    /** The format of the files in a data package. */
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

    /** The rejects file of a run of a job, in the format of its source. */
    RejectsWriter rejects(JobDefinition job, Path file) {
        FileFormat format = job.source() instanceof FileSource source ? source.format() : null;
        if (format instanceof ExcelFormat excel) {
            return new ExcelRejects(file, excel);
        }
        if (format instanceof PackageFormat) {
            return new PackageRejects(file, entity -> new ExcelRejects(entity, ExcelFormat.ALL));
        }
        return new RejectsFile(file);
    }
}
