package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of files as it is when one of them cannot be read, or none taken away: the others come, and nothing comes for ever. */
class SftpFaultTest extends SftpSite {
    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        start(home, "geheim", server -> server.with("drover.endpoints.retry", "0.2")
                .with("drover.inbox.min-age", "0.05"));
    }

    /** A job that fetches what lies in a folder of its own name, which is filled before. */
    private static void fetchingFast(String job, String options) throws Exception {
        fetching(
                job,
                "username=drover&amp;password=RAW(geheim)&amp;useUserKnownHostsFile=false&amp;delay=50&amp;" + options);
    }

    private static Path put(String job, String file, String content) throws IOException {
        return Files.writeString(Files.createDirectories(remote.resolve(job)).resolve(file), content);
    }

    private static String order(String id, int total) {
        return tables(table("Orders", item("Id", id, "Total", String.valueOf(total))));
    }

    private static List<String> left(String job) throws IOException {
        try (Stream<Path> files = Files.walk(remote.resolve(job))) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> remote.resolve(job).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String health() throws Exception {
        return jobs.drover.observe("health").body().replace("\\", ""); // Camel escapes slashes, twice
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "changed"})
    void aFileThatCannotBeReadStopsNoOther(String readLock) throws Exception {
        String job = "Closed" + readLock;
        for (String name : List.of("a", "b", "c")) {
            put(job, name + ".xml", order(readLock + name, 1));
        }
        Files.createSymbolicLink(remote.resolve(job + "/bb.xml"), Path.of("nowhere"));
        sftp.refuseReading(job + "/b.xml");

        fetchingFast(job, "delete=true&amp;readLockCheckInterval=50&amp;readLock=" + readLock);

        assertThat(jobs.awaitExecutions(job, 2)).extracting(Execution::file).containsExactly("a.xml", "c.xml");
        await().until(() -> health().contains(job + "  b.xml  could not be fetched: "));
        assertThat(console.warnings())
                .anyMatch(line -> line.startsWith("WARN " + job + "  b.xml  could not be fetched: ")
                        && line.contains("Permission denied")
                        && line.contains("; tried again in "))
                .anyMatch(line -> line.startsWith("WARN " + job + "  bb.xml  could not be fetched: "));

        put(job, "later.xml", order(readLock + "later", 1));
        assertThat(jobs.awaitExecutions(job, 3).get(2).file()).isEqualTo("later.xml");
        sftp.allowReading();
        Files.delete(remote.resolve(job + "/bb.xml"));

        assertThat(jobs.awaitExecutions(job, 4).get(3).file()).isEqualTo("b.xml");
        await().until(() -> !health().contains(job + "  b"));
        assertThat(left(job)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeListedStopsNoOtherAndIsNamedOnce() throws Exception {
        put("Deep", "a.xml", order("deep a", 1));
        put("Deep/closed", "b.xml", order("deep b", 1));
        put("Deep/open/below", "c.xml", order("deep c", 1));
        sftp.refuseReading("Deep/closed");

        fetchingFast("Deep", "delete=true&amp;readLock=none&amp;recursive=true");

        assertThat(jobs.awaitExecutions("Deep", 2))
                .extracting(Execution::file)
                .containsExactlyInAnyOrder("a.xml", "c.xml");
        String said =
                "Deep  the folder Deep/closed is passed over: Cannot list directory: Deep/closed: Permission denied";
        await().until(() -> health().contains(said));
        put("Deep", "later.xml", order("deep later", 1));
        assertThat(jobs.awaitExecutions("Deep", 3).get(2).file()).isEqualTo("later.xml");
        assertThat(console.warnings())
                .filteredOn(line -> line.contains("closed"))
                .containsExactly("WARN " + said);
        sftp.allowReading();

        assertThat(jobs.awaitExecutions("Deep", 4).get(3).file()).isEqualTo("b.xml");
        await().until(() -> !health().contains("Deep  "));
        sftp.refuseReading("Deep");
        await().until(() -> health().contains("Deep  cannot fetch from sftp://"));
        sftp.allowReading();
        await().until(() -> !health().contains("Deep  "));
    }

    /** What libraries read as escapes, options or expressions is part of a name. */
    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "move=done"})
    void namesAreTakenAsTheyAreOrLeftAloneByName(String way) throws Exception {
        String job = "Named" + way.length();
        List<String> names = List.of(
                " lead.xml",
                "#{x}.xml",
                "$simple{x}.xml",
                "${x}.xml",
                "%41.xml",
                "-rf.xml",
                "[1].xml",
                "a & b.xml",
                "a'b\".xml",
                "a+b;c.xml",
                "aXb.xml",
                "tail .xml",
                "{{x}}.xml",
                "~.xml",
                "\u00fc.xml");
        List<String> patterns = List.of("a*b.xml", "a?b.xml", "a\\b.xml");
        for (String name : names) {
            put(job, name, order(job + name, 1));
        }
        for (String name : patterns) {
            put(job, name, order(job + name, 1));
        }

        fetchingFast(job, way + "&amp;readLock=none");

        String moved = way.startsWith("move") ? "done/" : "";
        await().untilAsserted(() -> assertThat(left(job))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                patterns.stream(),
                                moved.isEmpty() ? Stream.of() : names.stream().map(moved::concat))
                        .toList()));
        jobs.awaitExecutions(job, names.size());
        assertThat(jobs.query("SELECT Id FROM Orders WHERE Id LIKE '" + job + "%'"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(job::concat).toList());
        for (String name : patterns) {
            assertThat(console.warnings())
                    .filteredOn(line -> line.startsWith("WARN " + job + "  " + name + "  is left alone: its name has "))
                    .hasSize(1);
        }
        await().until(() -> health().contains(job + "  a*b.xml  is left alone"));
        for (String name : patterns) {
            Files.delete(remote.resolve(job).resolve(name));
        }
        await().until(() -> !health().contains(job + "  "));
    }

    /** As accounts that may only read have to be asked. */
    @Test
    void whatStaysThereIsFetchedAgainOnlyWhenItHasChanged() throws Exception {
        Path file = put("Left", "a.xml", order("left", 1));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        put("Left", "b.xml", order("left b", 1));

        fetchingFast("Left", "noop=true&amp;readLock=none");

        jobs.awaitExecutions("Left", 2);
        put("Left", "c.xml", order("left c", 1)); // a poll later
        jobs.awaitExecutions("Left", 3);
        put("Left", "a.xml", order("left", 2));
        assertThat(jobs.awaitExecutions("Left", 4))
                .extracting(Execution::file)
                .containsExactly("a.xml", "b.xml", "c.xml", "a.xml");
        assertThat(jobs.query("SELECT Total FROM Orders WHERE Id = 'left'")).containsExactly("2");
    }

    @Test
    void aFileWithoutABytesIsADeliveryThatFailsAndStopsNoOther() throws Exception {
        put("Empty", "a.xml", "");
        put("Empty", "b.xml", order("empty", 1));

        fetchingFast("Empty", "delete=true&amp;readLockCheckInterval=50");

        assertThat(jobs.awaitExecutions("Empty", 2))
                .extracting(Execution::file, Execution::status)
                .contains(tuple("a.xml", Status.Failed), tuple("b.xml", Status.Completed));
        await().until(() -> left("Empty").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete=true", "move=done"})
    void whatCannotBeTakenAwayIsSaidOnceAndNotFetchedAgain(String way) throws Exception {
        String job = "Kept" + way.length();
        put(job, "a.xml", order(job, 1));
        put(job, "b.xml", order(job, 2));
        sftp.refuseChanges(true);

        fetchingFast(job, way + "&amp;readLock=none");

        jobs.awaitExecutions(job, 2);
        String said = job
                + "  a.xml  was fetched, but its server lets it be neither deleted nor moved as the endpoint says: ";
        await().until(() -> health().contains(said)); // after a further attempt
        put(job, "c.xml", order(job, 3));
        assertThat(jobs.awaitExecutions(job, 3)).extracting(Execution::file).containsExactly("a.xml", "b.xml", "c.xml");
        await().until(() -> health().contains(job + "  c.xml  was fetched"));
        assertThat(jobs.query("SELECT Total FROM Orders WHERE Id = '" + job + "'"))
                .contains("3");
        assertThat(console.warnings()).filteredOn(line -> line.contains(said)).hasSize(1);

        Files.writeString(remote.resolve(job + "/b.xml"), order(job, 44)); // another file of its name
        assertThat(jobs.awaitExecutions(job, 4).get(3).file()).isEqualTo("b.xml");
        sftp.refuseChanges(false);

        await().until(() -> !health().contains(job + "  "));
        assertThat(left(job))
                .containsExactly(
                        way.startsWith("move")
                                ? new String[] {"done/a.xml", "done/b.xml", "done/c.xml"}
                                : new String[0]);
        assertThat(jobs.executions(job)).hasSize(4);
        assertThat(jobs.filesIn("Archive/" + job)).hasSize(4);
    }
}
