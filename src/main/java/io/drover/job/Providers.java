package io.drover.job;

import io.drover.definition.CsvFormat;
import io.drover.definition.CsvLayout;
import io.drover.definition.CsvOutput;
import io.drover.definition.ExcelFormat;
import io.drover.definition.ExcelOutput;
import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.JsonFormat;
import io.drover.definition.PackageFormat;
import io.drover.definition.PackageOutput;
import io.drover.definition.SqlDestination;
import io.drover.definition.ValueFormats;
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
import io.drover.provider.datapackage.EntityFiles;
import io.drover.provider.datapackage.PackageReader;
import io.drover.provider.datapackage.PackageRejects;
import io.drover.provider.datapackage.PackageWriter;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.file.Xslt;
import io.drover.provider.json.JsonRecordReader;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
            List<Xslt> stylesheets = source.format() instanceof XmlFormat xml && xml.xslt() != null
                    ? List.of(xslt(xml.xslt()))
                    : List.of();
            return new DeliveryReader(delivery, file -> reader(job, source.format(), stylesheets, file));
        }
        throw new DestinationException("a <sql> source cannot be read yet");
    }

    private Xslt xslt(String path) throws IOException {
        return Xslt.below(folders.root(), path);
    }

    /** @param stylesheets what an XML file goes through first */
    private static RecordReader reader(JobDefinition job, FileFormat format, List<Xslt> stylesheets, DeliveryFile file)
            throws IOException {
        if (format instanceof PackageFormat) {
            Set<String> wanted = job.mappings().stream()
                    .map(mapping -> mapping.sourceTable().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return PackageReader.open(
                    file,
                    (entity, kind, sheet, xslts) ->
                            reader(job, entityFormat(kind, sheet, xslts), entityXslt(xslts), entity),
                    wanted);
        }
        if (format instanceof XmlFormat xml) {
            return XmlSources.open(file, xml, stylesheets);
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
        if (!stylesheets.isEmpty() && kind != EntityFiles.Kind.XML) {
            throw new DeliveryException(
                    "has a transformation (" + stylesheets.get(0).name()
                            + "), which only an XML file can go through: apply it before, or remove it from the manifest",
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

    /** Those of a data package, which include no others. */
    private static List<Xslt> entityXslt(List<DeliveryFile> stylesheets) throws IOException {
        List<Xslt> compiled = new ArrayList<>();
        for (DeliveryFile stylesheet : stylesheets) {
            compiled.add(Xslt.compile(stylesheet, null));
        }
        return compiled;
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

    private TableFileWriter writer(JobDefinition job, FileDestination destination, OutputFiles files)
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
        if (!(format instanceof XmlOutput || format instanceof ExcelOutput)) {
            throw new DestinationException("files of this format cannot be written yet: " + format);
        }
    }

    /** The writer of a format that is no container of others. */
    private TableFileWriter writer(FileFormat format, OutputFiles files, boolean perTable) {
        return format instanceof XmlOutput xml
                ? XmlWriters.open(files, xml, perTable, xml.xslt() == null ? null : () -> xslt(xml.xslt()))
                : new ExcelWriter(files, perTable);
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

    /** The lookup tables of one run. */
    LookupTables lookups() {
        return new Lookups(store, folders);
    }

    @Override
    public RejectsWriter rejects(JobDefinition job, Path delivery, Path file) {
        FileFormat format = job.source() instanceof FileSource source ? source.format() : null;
        if (format instanceof XmlFormat xml) {
            return XmlSources.rejects(delivery, xml, file);
        }
        if (format instanceof ExcelFormat excel) {
            return new ExcelRejects(file, excel);
        }
        if (format instanceof PackageFormat) {
            return new PackageRejects(file, entity -> new ExcelRejects(entity, ExcelFormat.ALL));
        }
        return new RejectsFile(file);
    }
}
