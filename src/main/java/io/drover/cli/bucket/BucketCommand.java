package io.drover.cli.bucket;

import io.drover.api.BucketOperations;
import io.drover.api.BucketOperations.BucketFileView;
import io.drover.api.BucketOperations.BucketView;
import io.drover.api.BucketOperations.FileResult;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bucket",
        description = "Look at buckets and their files, put files there, fetch and remove them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BucketCommand.ListThem.class,
            PutFilesCommand.class,
            GetFileCommand.class,
            BucketCommand.Remove.class
        })
public final class BucketCommand {
    static final String CODE = "Code of the bucket.";

    @Command(name = "list", description = "List the buckets, or the files of one.")
    static final class ListThem implements Callable<Integer> {
        private static final int MOST = 100_000;

        @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = CODE)
        private String code;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PATTERN",
                description = "Only files of such names: * stands for any characters, ? for one.")
        private String pattern;

        @Option(names = "--limit", paramLabel = "NUMBER", description = "No more files than so many.")
        private int limit = MOST;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Session session = Session.open()) {
                BucketOperations buckets = session.ask(BucketOperations.class);
                if (code == null) {
                    List<BucketView> all = buckets.buckets();
                    output.print(all, () -> buckets(all));
                } else {
                    List<BucketFileView> files = buckets.files(code, pattern, limit);
                    output.print(files, () -> files(files));
                }
                return 0;
            }
        }

        private static String buckets(List<BucketView> buckets) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("bucket", "existing", "access", "name"));
            buckets.forEach(each -> lines.add(List.of(
                    each.bucketCode(), each.existing().name(), each.access().name(), each.name())));
            return Output.table(lines);
        }

        private static String files(List<BucketFileView> files) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("file", "bytes", "modified", "sha256", "read by"));
            files.forEach(each -> lines.add(List.of(
                    each.filename(),
                    String.valueOf(each.bytes()),
                    each.modified().toString(),
                    each.sha256(),
                    each.heldBy() == null ? "" : each.heldBy())));
            return Output.table(lines);
        }
    }

    @Command(
            name = "rm",
            description =
                    "Remove the files of a bucket whose names match. One that a job reads is named, and fails the command.")
    static final class Remove implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "CODE", description = CODE)
        private String code;

        @Parameters(
                index = "1",
                paramLabel = "PATTERN",
                description = "A name, or a pattern of names: * stands for any characters, ? for one.")
        private String pattern;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Session session = Session.open()) {
                List<FileResult> results = session.ask(BucketOperations.class).deleteFiles(code, pattern);
                long removed = results.stream().filter(FileResult::done).count();
                output.print(results, () -> "removed " + removed + (removed == 1 ? " file" : " files"));
                results.stream().filter(each -> !each.done()).forEach(each -> output.note(each.message()));
                if (results.isEmpty()) {
                    output.note("there is no file '" + pattern + "' in the bucket " + code);
                }
                return results.isEmpty() || removed < results.size() ? 1 : 0;
            }
        }
    }
}
