package io.drover.job.dry;

import io.drover.job.definition.JobDefinition;
import io.drover.job.load.FirstRecords;
import io.drover.job.load.Openings;
import io.drover.job.validate.JobSchemas;
import io.drover.mapping.context.LookupTables;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.RejectsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What a dry run opens: the source, perhaps only its beginning, and a destination that is never committed. */
final class DryProviders implements Openings {
    private final Openings providers;
    private final Long limit;
    private final Path folder;
    private final Preview preview = new Preview(this::isCut);
    private FirstRecords first;

    /**
     * Makes the openings of one dry run.
     *
     * @param limit the most records to read; null for all
     * @param folder an empty folder of its own, for what would become files
     */
    DryProviders(Openings providers, Long limit, Path folder) {
        this.providers = providers;
        this.limit = limit;
        this.folder = folder;
    }

    @Override
    public RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException {
        first = new FirstRecords(providers.source(job, delivery), limit == null ? Long.MAX_VALUE : limit);
        return first;
    }

    /** Whether the source has more records than were read. */
    boolean isCut() {
        return first != null && first.isCut();
    }

    @Override
    public Destination destination(JobDefinition job) throws SQLException {
        preview.reset();
        if (job.destination() instanceof FileDestination files) {
            Destination written = providers.destination(job.withDestination(files.inFolder(folder.toString())));
            return new PreviewDestination(written, written, preview);
        }
        Destination load = providers.destination(job);
        try {
            return new PreviewDestination(load, providers.destination(job), preview);
        } catch (SQLException | RuntimeException e) {
            try (load) {
                throw e;
            }
        }
    }

    @Override
    public JobSchemas schemas(JobDefinition job) throws DestinationException {
        return providers.schemas(job);
    }

    @Override
    public LookupTables lookups() {
        return providers.lookups();
    }

    Preview preview() {
        return preview;
    }

    /** Shows records and keeps none. */
    @Override
    public RejectsWriter rejects(JobDefinition job, Path delivery, Path target) {
        RejectsWriter shown = providers.rejects(job, delivery, target);
        return new RejectsWriter() {
            @Override
            public void add(SourceTable table, SourceRecord record, String reason) {
                // nothing was loaded, so nothing is to be mended
            }

            @Override
            public String show(SourceTable table, SourceRecord record) {
                return shown.show(table, record);
            }

            @Override
            public boolean finish() {
                return false;
            }

            @Override
            public void close() throws IOException {
                shown.close();
            }
        };
    }
}
