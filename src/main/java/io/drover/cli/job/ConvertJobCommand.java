package io.drover.cli.job;

import io.drover.cli.session.ConvertCommand;
import io.drover.definition.Conversion;
import io.drover.dynamicweb.DynamicwebFile;
import io.drover.dynamicweb.DynamicwebFile.JobReport;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "convert",
        description = "Print a job file of Dynamicweb in Drover's own form; comments say what is done in another way.")
final class ConvertJobCommand extends ConvertCommand {
    @Option(
            names = "--report",
            description = "Print what Dynamicweb does beside what the converted job does, instead of the job: for all"
                    + " providers, or with FILE for those of the job, with why it is refused (exit code 1).")
    private boolean report;

    @Override
    protected Conversion convert(Path existing) throws IOException {
        return DynamicwebFile.job(existing);
    }

    @Override
    public Integer call() throws IOException {
        if (!report) {
            return super.call();
        }
        if (!hasFile()) {
            print(DynamicwebFile.report());
            return 0;
        }
        JobReport ofJob = DynamicwebFile.report(existing());
        print(ofJob.text());
        return ofJob.refused() ? 1 : 0;
    }
}
