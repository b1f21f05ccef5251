package io.drover.job.load;

import io.drover.job.definition.JobDefinition;
import io.drover.job.validate.JobSchemas;
import io.drover.mapping.context.LookupTables;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.RecordReader;
import io.drover.provider.format.RejectsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens only the first records of sources; where an incremental one had got to stays as it is. */
public record LimitedOpenings(Openings openings, long limit) implements Openings {

    @Override
    public RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException {
        return new FirstRecords(openings.source(job, delivery), limit);
    }

    @Override
    public Destination destination(JobDefinition job) throws SQLException {
        return openings.destination(job);
    }

    @Override
    public RejectsWriter rejects(JobDefinition job, Path delivery, Path target) {
        return openings.rejects(job, delivery, target);
    }

    @Override
    public JobSchemas schemas(JobDefinition job) throws DestinationException {
        return openings.schemas(job);
    }

    @Override
    public LookupTables lookups() {
        return openings.lookups();
    }
}
