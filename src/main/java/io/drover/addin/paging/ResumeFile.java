package io.drover.addin.paging;

import io.drover.provider.file.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** How far a run has come, in a file beside its pages, written after each page is on the disk. */
final class ResumeFile {
    private static final String NAME = "next.properties";

    private final Path file;
    private final RunStart begin;

    /**
     * What a run began with.
     *
     * @param request what it asks for: another request has other pages
     * @param checkpoint what the checkpoint becomes when it has loaded
     */
    record RunStart(String request, Instant time, String checkpoint) {}

    ResumeFile(Path folder, RunStart begin) {
        this.file = folder.resolve(NAME);
        this.begin = begin;
    }

    void save(PageProgress pages) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("request", begin.request());
        properties.setProperty("begin", begin.time().toString());
        properties.setProperty("checkpoint", begin.checkpoint());
        properties.setProperty("records", String.valueOf(pages.records()));
        properties.setProperty("nextLink", pages.nextLink());
        List<String> contents = pages.contents();
        for (int i = 0; i < contents.size(); i++) {
            properties.setProperty("page." + i, contents.get(i));
        }
        try (DurableFile durable = new DurableFile(file)) {
            try (OutputStream out = durable.out()) {
                properties.store(out, "How far an import has come: its next run goes on from here");
            }
            durable.publish();
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * What an earlier run left, if a run that asks for the same can go on from there.
     *
     * @param folder of the earlier run
     * @param longest how long after its begin it can
     */
    static Optional<EarlierRun> find(Path folder, String request, Duration longest) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties saved = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            saved.load(in);
            Instant time = Instant.parse(saved.getProperty("begin", ""));
            if (!request.equals(saved.getProperty("request"))
                    || time.plus(longest).isBefore(Instant.now())) {
                return Optional.empty();
            }
            RunStart begin = new RunStart(request, time, saved.getProperty("checkpoint", ""));
            return Optional.of(new EarlierRun(folder, begin, pages(saved)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty(); // not ours any more: the import begins anew
        }
    }

    private static PageProgress pages(Properties saved) {
        List<String> contents = new ArrayList<>();
        for (String page = saved.getProperty("page.0"); page != null; ) {
            contents.add(page);
            page = saved.getProperty("page." + contents.size());
        }
        return new PageProgress(
                contents, Long.parseLong(saved.getProperty("records", "0")), saved.getProperty("nextLink"));
    }

    /** What an earlier run left. */
    record EarlierRun(Path folder, RunStart begin, PageProgress pages) {}
}
