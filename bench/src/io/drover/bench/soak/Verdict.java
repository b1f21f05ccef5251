package io.drover.bench.soak;

import io.drover.crash.QueueChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Waits until nothing waits any more, and says what has become of everything that was sent. */
final class Verdict {
    private static final int DRAIN_SECONDS = 420;

    /** What has not ended, by name. Data are asked for as one value. */
    private static final String WAITING =
            """
            SELECT CASE WHEN COUNT(*) = 0 THEN '' ELSE STRING_AGG(what, '; ') END FROM (
                SELECT CONCAT('message ', uid, ' ', status) AS what FROM drover.message WHERE open_queue IS NOT NULL
                UNION ALL SELECT CONCAT('delivery ', id, ' ', file, ' of ', job, ' ', state) FROM drover.delivery
                    WHERE state IN ('Waiting', 'Running') OR open_file IS NOT NULL OR running_job IS NOT NULL
                UNION ALL SELECT CONCAT('table ', target, ' of delivery ', delivery) FROM drover.table_claim WHERE delivery IS NOT NULL
                UNION ALL SELECT CONCAT('execution ', id, ' of ', job) FROM drover.execution WHERE status = 'Running'
                UNION ALL SELECT CONCAT('run ', id, ' of ', task) FROM drover.task_run WHERE outcome = 'Running'
            ) AS waiting
            """;

    private static final String FAILED_MESSAGES =
            """
            SELECT CASE WHEN COUNT(*) = 0 THEN '' ELSE STRING_AGG(CONCAT(uid, ' ', status, ' ', reason), '|') END
            FROM drover.message WHERE status IN ('ProcessedWithErrors', 'PreProcessingError', 'PostProcessingFailed', 'Canceled')
            """;

    private final Site site;
    private final ClientLoad load;

    Verdict(Site site, ClientLoad load) {
        this.site = site;
        this.load = load;
    }

    /** Prints it; gives whether all is as it should be. */
    boolean print(List<String> ended) throws IOException, InterruptedException {
        String waiting = drain();
        int again = giveAgain();
        if (again > 0) {
            waiting = drain();
        }
        load.stop();
        QueueChecker in = QueueChecker.of(load.history(), received());
        QueueChecker out = load.outgoing().check();
        Rows dropped = rows("Dropped", load.drops().dropped());
        Rows foldered = rows("Foldered", load.drops().foldered());
        List<String> failed = filesBelow("Failed");
        System.out.printf("import queue   %s%nexport queue   %s%n", numbers(in), numbers(out));
        System.out.printf("files          %s%nfolders        %s%n", dropped, foldered);
        System.out.printf("set aside and given again  %d%n", again);
        System.out.printf("waits          %s%n", waiting.isEmpty() ? "nothing" : waiting);
        failed.forEach(file -> System.out.println("failed         " + file));
        ended.forEach(node -> System.out.println("ended by itself " + node));
        return isClean(in)
                && isClean(out)
                && dropped.right()
                && foldered.right()
                && waiting.isEmpty()
                && failed.isEmpty()
                && ended.isEmpty();
    }

    private record Rows(long expected, long found, long keys) {
        boolean right() {
            return expected == found && found == keys;
        }

        @Override
        public String toString() {
            return "rows expected %d, found %d, keys %d".formatted(expected, found, keys);
        }
    }

    private Rows rows(String table, long expected) throws IOException {
        String[] counts = site.value("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT Id)) FROM " + table)
                .split(" ", -1);
        return new Rows(expected, Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    private List<String> received() throws IOException {
        String ids = site.value("SELECT CASE WHEN COUNT(*) = 0 THEN '' ELSE STRING_AGG(Id, ',') END FROM Received");
        return ids.isEmpty() ? List.of() : List.of(ids.split(",", -1));
    }

    private static boolean isClean(QueueChecker numbers) {
        return numbers.lost().isEmpty()
                && numbers.unexpected().isEmpty()
                && numbers.duplicated().isEmpty();
    }

    private static String numbers(QueueChecker checker) {
        return "lost %d, unexpected %d, duplicated %d, recovered %d (of %d acknowledged and %d unknown)%s"
                .formatted(
                        checker.lost().size(),
                        checker.unexpected().size(),
                        checker.duplicated().size(),
                        checker.recovered().size(),
                        checker.acknowledged(),
                        checker.unknown(),
                        isClean(checker)
                                ? ""
                                : ": lost " + checker.lost() + ", unexpected " + checker.unexpected() + ", duplicated "
                                        + checker.duplicated());
    }

    /** Waits until nothing waits; gives what does all the same. */
    private String drain() throws IOException, InterruptedException {
        String waiting = "nothing was asked";
        for (int second = 0; second < DRAIN_SECONDS && !waiting.isEmpty(); second++) {
            Thread.sleep(1_000);
            try {
                waiting = site.value(WAITING);
                List<String> inbox = filesBelow("Inbox");
                waiting = waiting.isEmpty() && !inbox.isEmpty() ? "files " + inbox : waiting;
            } catch (IOException e) {
                waiting = "no answer: " + e.getMessage();
            } catch (UncheckedIOException e) {
                waiting = "files move: " + e.getMessage(); // a folder was taken while it was looked into
            }
        }
        return waiting;
    }

    /** What was set aside because the process ended under it twice is given again, as an operator would. */
    private int giveAgain() throws IOException {
        int again = 0;
        String messages = site.value(FAILED_MESSAGES);
        for (String message : messages.isEmpty() ? List.<String>of() : List.of(messages.split("\\|", -1))) {
            System.out.println("set aside      message " + message);
            site.post("/api/messages/" + message.split(" ", 2)[0] + "/retry", "");
            again++;
        }
        for (String job : List.of("Dropped", "Foldered")) {
            Path failed = site.files("Failed/" + job);
            try (Stream<Path> all = Files.isDirectory(failed) ? Files.list(failed) : Stream.empty()) {
                for (Path file : all.toList()) {
                    System.out.println("set aside      " + file.getFileName() + " of " + job + ": " + reason(job));
                    Files.move(
                            file,
                            site.files("Inbox/" + job).resolve("again-" + file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE);
                    again++;
                }
            }
        }
        return again;
    }

    private String reason(String job) throws IOException {
        return site.value("SELECT CASE WHEN COUNT(*) = 0 THEN '' ELSE STRING_AGG(DISTINCT message, ' | ') END"
                + " FROM drover.execution WHERE status = 'Failed' AND job = '" + job + "'");
    }

    private List<String> filesBelow(String folder) throws IOException {
        Path path = site.files(folder);
        try (Stream<Path> files =
                Files.isDirectory(path) ? Files.walk(path, FileVisitOption.FOLLOW_LINKS) : Stream.empty()) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .toList();
        }
    }
}
