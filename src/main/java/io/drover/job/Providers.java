package io.drover.job;

import io.drover.definition.FileDestination;
import io.drover.definition.FileFormat;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.MappingDefinition;
import io.drover.definition.SqlDestination;
import io.drover.definition.SqlSource;
import io.drover.definition.XmlFormat;
import io.drover.provider.DeliveryException;
import io.drover.provider.DeliveryFile;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.OutputFiles;
import io.drover.provider.RecordReader;
import io.drover.provider.RejectsWriter;
import io.drover.provider.TableFileWriter;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.sql.SqlDestinations;
import io.drover.provider.sql.SqlSources;
import io.drover.provider.xml.RejectsFile;
import io.drover.provider.xml.XmlRecordReader;
import io.drover.settings.Folders;
import io.drover.settings.Placeholders;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.Watermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;

/** Opens the sources and destinations that jobs name: the one place that knows all providers. */
final class Providers {
    private final Store store;
    private final Folders folders;
    private final Settings settings;

    Providers(Store store, Folders folders, Settings settings) {
        this.settings = settings;
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
        SqlSource source = (SqlSource) job.source();
        return SqlSources.open(
                store.dataSource(source.dataSource()),
                source,
                job.mappings().stream().map(MappingDefinition::sourceTable).toList(),
                value -> Placeholders.resolve(
                        value, name -> Optional.ofNullable(settings.all().getProperty(name))),
                new Watermarks(store).of(job.name()));
    }

    private static RecordReader reader(FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof XmlFormat) {
            return XmlRecordReader.open(file);
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
        return new FileTransaction(output, writer(files.format(), output));
    }

    private static String defaultName(FileFormat format) {
        return format instanceof XmlFormat ? "{job}.xml" : "{table}";
    }

    private static TableFileWriter writer(FileFormat format, OutputFiles files) throws SQLException {
        throw new DestinationException("files of this format cannot be written yet: " + format + " to " + files);
    }

    /** The rejects file of a run of a job, in the format of its source. */
    RejectsWriter rejects(JobDefinition job, Path file) {
        return new RejectsFile(file);
    }
}
