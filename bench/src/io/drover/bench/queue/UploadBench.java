package io.drover.bench.queue;

import io.drover.bench.BenchException;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The driver of bench/upload: one large message, beside a copy of the file that is forced to the disk. */
@Command(
        name = "bench/upload",
        description = "Measures the enqueue of a large file beside a plain copy of it with fsync.",
        mixinStandardHelpOptions = true)
final class UploadBench implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "bench", "upload");
    private static final Pattern COLLECTION = Pattern.compile(".*Pause.* (\\d+)M->(\\d+)M\\((\\d+)M\\).*");

    @Option(names = "--megabytes", description = "Size of the file (default 1024; with --quick 64)")
    private Integer megabytes;

    @Option(names = "--runs", description = "Runs of each side (default 5; with --quick 1)")
    private Integer runs;

    @Option(names = "--quick", description = "Shows that everything works; the figures say little")
    private boolean quick;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new UploadBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        int size = megabytes != null ? megabytes : quick ? 64 : 1024;
        QueueBench.remove(FOLDER);
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("upload.bin");
        generate(file, size);
        Path collections = FOLDER.resolve("gc.log").toAbsolutePath();
        try (SideDatabases databases = SideDatabases.Kind.H2.start(FOLDER);
                DroverSide drover = new DroverSide(
                        "Drover",
                        FOLDER.resolve("drover"),
                        databases.create("drover"),
                        0,
                        0,
                        List.of("-Xlog:gc:file=" + collections))) {
            upload(drover, file); // a first time, for both
            copy(file);
            measure(drover, file, size);
        }
        report(collections);
        return 0;
    }

    private static void generate(Path file, int megabytes) throws IOException {
        byte[] block = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private void measure(DroverSide drover, Path file, int size) throws IOException {
        List<Double> copies = new ArrayList<>();
        List<Double> uploads = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int count = runs != null ? runs : quick ? 1 : 5;
        for (int run = 1; run <= count; run++) {
            double copied = 0;
            if (run % 2 == 1) {
                copied = size / copy(file);
            }
            double before = drover.cpuSeconds();
            double uploaded = size / upload(drover, file);
            double cpu = drover.cpuSeconds() - before;
            if (run % 2 == 0) {
                copied = size / copy(file);
            }
            copies.add(copied);
            uploads.add(uploaded);
            ratios.add(uploaded / copied);
            System.out.printf(
                    Locale.ROOT,
                    "run %d: copy with fsync %.0f MB/s, enqueue %.0f MB/s (%.2f), CPU of the server %.1f s%n",
                    run,
                    copied,
                    uploaded,
                    uploaded / copied,
                    cpu);
        }
        System.out.printf(
                Locale.ROOT,
                "%d MB, medians: copy with fsync %.0f MB/s, enqueue %.0f MB/s, %.2f times as fast%n",
                size,
                ResultTable.median(copies, c -> c),
                ResultTable.median(uploads, u -> u),
                ResultTable.median(ratios, r -> r));
    }

    /** Seconds until the message is there. */
    private static double upload(DroverSide drover, Path file) throws IOException {
        Target target = drover.target();
        long start = System.nanoTime();
        try (HttpConnection connection = new HttpConnection(target.url());
                InputStream in = Files.newInputStream(file)) {
            Answer answer = connection.stream(
                    "POST",
                    "/api/connector/enqueue/" + target.in() + "?entity=Stock",
                    Map.of("Authorization", "Bearer " + target.token()),
                    in,
                    Files.size(file));
            if (answer.status() != 200) {
                throw new BenchException("the upload was answered with " + answer.status() + " " + answer.text());
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds until the copy is on the disk. */
    private static double copy(Path file) throws IOException {
        Path copy = FOLDER.resolve("copy.bin");
        long start = System.nanoTime();
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < in.size(); ) {
                at += in.transferTo(at, in.size() - at, out);
            }
            out.force(true);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.delete(copy);
        return seconds;
    }

    /** The heap after each collection: flat, however much went through. */
    private static void report(Path collections) throws IOException {
        List<Double> after = new ArrayList<>();
        String most = "?";
        for (String line : Files.readAllLines(collections)) {
            Matcher m = COLLECTION.matcher(line);
            if (m.matches()) {
                after.add(Double.valueOf(m.group(2)));
                most = m.group(3);
            }
        }
        List<Double> uploading = after.subList(after.size() / 2, after.size());
        System.out.printf(
                Locale.ROOT,
                "heap of the server after its collections: %.0f to %.0f MB in the second half, of %s MB (-Xmx256m); %d collections%n",
                uploading.stream().mapToDouble(m -> m).min().orElse(0),
                uploading.stream().mapToDouble(m -> m).max().orElse(0),
                most,
                after.size());
    }
}
