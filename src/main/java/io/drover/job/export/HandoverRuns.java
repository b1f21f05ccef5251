package io.drover.job.export;

import io.drover.job.definition.JobDefinition;
import io.drover.job.run.OutputReceiver;
import io.drover.job.run.RunOptions;
import io.drover.job.run.RunParameters;
import io.drover.provider.DeliveryException;
import io.drover.provider.format.FileDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.settings.Settings;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs jobs whose files go to somebody at once: the run ends well only when they have been taken. */
public final class HandoverRuns {
    private final Settings settings;
    private final Runs runs;

    /** Runs a job that reads no delivery, when it is its turn. */
    public interface Runs {
        public Execution run(JobDefinition job, Long taskRun, RunOptions work) throws IOException;
    }

    /** Takes what a job has written. */
    public interface Receiver {
        /**
         * Takes it.
         *
         * @param file lies in a folder that is removed afterwards; a zip when the job wrote several
         * @param records how many are in it
         * @throws IOException when it was not taken: the run has failed then
         */
        void take(Path file, long records) throws IOException;
    }

    public HandoverRuns(Settings settings, Runs runs) {
        this.settings = settings;
        this.runs = runs;
    }

    /**
     * Runs a job and hands over what it wrote, before anything is noted of the run: neither a watermark nor a statement
     * {@code afterwards} takes effect unless the receiver has returned. The transaction of such a statement is open meanwhile.
     *
     * @param parameters values for this run
     * @param emptyToo whether what has no record is handed over too
     * @throws IllegalArgumentException when the job does not read a database and write files
     */
    public Execution run(
            JobDefinition definition, Map<String, String> parameters, boolean emptyToo, Long taskRun, Receiver receiver)
            throws IOException {
        if (!(definition.source() instanceof SqlSource) || !(definition.destination() instanceof FileDestination)) {
            throw new IllegalArgumentException("the job " + definition.name()
                    + " cannot be sent: it has to read a database, <source><sql .../></source>, and to write files");
        }
        JobDefinition job = RunParameters.apply(definition, parameters);
        try (WorkFolder folder = WorkFolder.make(settings)) {
            OutputReceiver handover = (files, records) -> {
                if (records > 0 || emptyToo) {
                    receiver.take(one(job, files, folder), records);
                }
                return new OutputReceiver.OutputEntry() {};
            };
            return runs.run(
                    ExportFiles.into(folder, job, !emptyToo),
                    taskRun,
                    new RunOptions(null, null, false, null, handover));
        }
    }

    private static Path one(JobDefinition job, List<Path> files, WorkFolder folder) throws IOException {
        if (files.isEmpty()) {
            throw new DeliveryException("the job " + job.name() + " has written no file", 0, 0, false);
        }
        return ExportFiles.asOne(files, folder.path().resolve(job.name() + ".zip"));
    }
}
