package io.drover.job.draft;

import io.drover.job.definition.JobDefinition;
import io.drover.job.load.Openings;
import io.drover.job.load.ReadAheadReader;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file holds: its tables with all their columns, and whether its values fit. */
final class SourceSurvey {
    /** A draft is to be there in seconds, whatever the size of the file. */
    private static final int LOOKED_AT = 1_000_000;

    private final Openings providers;
    private final JobDefinition job;
    private final Path file;
    private final Map<String, SourceTable> tables = new LinkedHashMap<>();
    private long records;
    private boolean whole = true;

    private SourceSurvey(Openings providers, JobDefinition job, Path file) {
        this.providers = providers;
        this.job = job;
        this.file = file;
    }

    /** Reads a file as a job would. */
    static SourceSurvey of(Openings providers, JobDefinition job, Path file, String fileName)
            throws IOException, SQLException {
        SourceSurvey survey = new SourceSurvey(providers, job, file);
        try (RecordReader reader = new ReadAheadReader(providers.source(job, file), fileName)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                survey.tables.put(batch.table().name(), batch.table());
                survey.records += batch.records().size();
                if (survey.records >= LOOKED_AT) {
                    survey.whole = false;
                    break;
                }
            }
        }
        return survey;
    }

    /** The tables in the order in which the file brings them. */
    List<SourceTable> tables() {
        return List.copyOf(tables.values());
    }

    /** Reads the file again and tries its values, until every table has had enough. */
    void check(List<DraftTable> drafts) throws IOException, SQLException {
        long seen = 0;
        try (RecordReader reader = providers.source(job, file)) {
            for (RecordBatch batch = reader.next(); batch != null && seen < LOOKED_AT; batch = reader.next()) {
                seen += batch.records().size();
                for (DraftTable draft : drafts) {
                    draft.check(batch);
                }
                if (drafts.stream().allMatch(DraftTable::isChecked)) {
                    return;
                }
            }
        }
    }

    /** What was looked at, for a comment. */
    String summary(String fileName) {
        String counted = whole ? String.valueOf(records) : "the first " + records;
        return "Drafted from " + fileName + ": " + counted + (records == 1 ? " record" : " records") + " in "
                + tables.size() + (tables.size() == 1 ? " table" : " tables");
    }
}
