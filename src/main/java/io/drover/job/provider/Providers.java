package io.drover.job.provider;

import io.drover.collection.RecordCollection;
import io.drover.job.definition.JobDefinition;
import io.drover.job.load.Openings;
import io.drover.job.lookup.Lookups;
import io.drover.job.validate.JobSchemas;
import io.drover.mapping.context.LookupTables;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.RecordReader;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.collection.CollectionTransaction;
import io.drover.provider.file.FileNaming;
import io.drover.provider.file.FileTransaction;
import io.drover.provider.file.OutputFolder;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.provider.sql.load.SqlDestinations;
import io.drover.provider.sql.read.SqlSource;
import io.drover.provider.sql.read.SqlSources;
import io.drover.provider.sql.shop.ShopDestination;
import io.drover.provider.xml.RejectsFile;
import io.drover.settings.Folders;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Watermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Opens the sources and destinations that jobs name. */
public final class Providers implements Openings {
    private final Store store;
    private final Folders folders;
    private final Settings settings;
    private final Function<String, RecordCollection> collections;

    /** @param collections opens one by its name */
    public Providers(Store store, Folders folders, Settings settings, Function<String, RecordCollection> collections) {
        this.collections = collections;
        this.settings = settings;
        this.store = store;
        this.folders = folders;
    }

    @Override
    public RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException {
        if (job.source() instanceof FileSource source) {
            SourceFormat format = source.format();
            return new DeliveryReader(
                    delivery,
                    format.zipped(),
                    format.opener(new SourceFormat.Context(folders.root(), job.sourceTables())));
        }
        SqlSource source = (SqlSource) job.source();
        return SqlSources.open(
                store.dataSource(source.dataSource()),
                source,
                job.mappings().stream().map(MappingDefinition::sourceTable).toList(),
                settings::resolve,
                new Watermarks(store).of(job.name()));
    }

    @Override
    public Destination destination(JobDefinition job) throws SQLException {
        if (job.destination() instanceof SqlDestination sql) {
            Destination database = SqlDestinations.open(store.dataSource(sql.dataSource()), sql.schema());
            return ShopDestination.over(database, sql.ecom(), sql.users());
        }
        if (job.destination() instanceof CollectionDestination collection) {
            return CollectionTransaction.open(
                    store.dataSource(Store.OWN), collections.apply(collection.name()), collection);
        }
        FileDestination files = (FileDestination) job.destination();
        FileNaming naming = new FileNaming(files.fileName(), job.name(), LocalDateTime.now(ZoneId.systemDefault()));
        OutputFolder output =
                new OutputFolder(OutputFolders.folder(folders, job.name(), files), naming, files.skipWhenEmpty());
        boolean filePerTable = files.file() != null && files.file().contains("{table}");
        return new FileTransaction(
                output,
                files.format().open(new DestinationFormat.Context(job.name(), folders.root(), output, filePerTable)),
                files.format().takesJson());
    }

    @Override
    public RejectsWriter rejects(JobDefinition job, Path delivery, Path target) {
        return job.source() instanceof FileSource source
                ? source.format().rejects(delivery, target)
                : new RejectsFile(target);
    }

    @Override
    public JobSchemas schemas(JobDefinition job) throws DestinationException {
        return JobSchemas.of(job.checks(), folders.root());
    }

    @Override
    public LookupTables lookups() {
        return new Lookups(store, folders);
    }
}
