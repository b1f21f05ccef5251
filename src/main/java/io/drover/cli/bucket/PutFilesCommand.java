package io.drover.cli.bucket;

import io.drover.api.BucketOperations;
import io.drover.api.BucketOperations.BucketFileView;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description =
                "Put files into a bucket, each whole or not at all. One that is refused is named, and fails the command.")
final class PutFilesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CODE", description = BucketCommand.CODE)
    private String code;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files of this machine.")
    private List<Path> files;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        List<BucketFileView> stored = new ArrayList<>();
        try (Session session = Session.open()) {
            BucketOperations buckets = session.ask(BucketOperations.class);
            for (Path file : files) {
                put(buckets, file, stored);
            }
        }
        output.print(stored, () -> stored.stream().map(BucketFileView::filename).collect(Collectors.joining("\n")));
        return stored.size() == files.size() ? 0 : 1;
    }

    private void put(BucketOperations buckets, Path file, List<BucketFileView> stored) throws IOException {
        Path content = CallerFolder.resolve(file);
        if (!Files.isRegularFile(content)) {
            output.note(file + ": there is no such file");
            return;
        }
        Path copy = copy(content);
        try {
            stored.add(buckets.put(code, content.getFileName().toString(), copy));
        } catch (RuntimeException e) {
            output.note(file + ": " + e.getMessage());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Without a server the content is moved into the bucket; the person's file stays. */
    private static Path copy(Path content) throws IOException {
        Path copy = Files.createTempFile("drover-put-", ".part");
        Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }
}
