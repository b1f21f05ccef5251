package io.drover.bench;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;

/** Drover's side: a job from the table to the file. Arguments: JDBC URL, user, file. */
final class DroverExport {
    private static final String JOB =
            """
            <job name="Bench">
              <source><sql><table name="%s"/></sql></source>
              <destination><%s/><output folder="%s" file="%s"/></destination>
            </job>""";

    private DroverExport() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[2]).toAbsolutePath();
        String format = file.toString().endsWith(".csv") ? "csv" : "xml";
        String job = JOB.formatted(Products.TABLE, format, file.getParent(), file.getFileName());
        DroverImport.with(args[0], args[1], job, jobs -> {
            Outcome.measure(() -> {
                Execution execution = jobs.run("Bench", null);
                if (execution.status() != Status.Completed) {
                    throw new BenchException("Drover did not write " + file + ": " + execution.message());
                }
                return execution.read();
            });
        });
    }
}
