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

/** What a load opens. */
public interface Openings {

    /**
     * Opens a job's source.
     *
     * @param delivery what to read; null when the source is no file
     */
    RecordReader source(JobDefinition job, Path delivery) throws IOException, SQLException;

    /** Opens a job's destination and its transaction. */
    Destination destination(JobDefinition job) throws SQLException;

    /**
     * The rejects file of a run of a job, in the format of its source.
     *
     * @param delivery what is read; null when the source is no file
     * @param target the file, or the folder when the format has a file for each table
     */
    RejectsWriter rejects(JobDefinition job, Path delivery, Path target);

    /** The schemas of a job's records and rows, for one run. */
    JobSchemas schemas(JobDefinition job) throws DestinationException;

    /** The lookup tables of one run. */
    LookupTables lookups();
}
