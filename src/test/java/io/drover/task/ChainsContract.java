package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Claims;
import io.drover.store.task.DueRuns;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that run only if the one before them succeeded: over nodes, failures and crashes each instant is decided once. */
abstract class ChainsContract {
    private static final Instant BEFORE = Instant.parse("2026-03-29T00:59:30Z");
    private static final Instant DUE = Instant.parse("2026-03-29T01:00:00Z");
    private static final List<String> CHAIN = List.of("First", "Second", "Third");

    @TempDir
    private Path home;

    private final Catalog catalog = new Catalog();
    private final List<Node> nodes = new ArrayList<>();
    private Map<String, String> database;
    private Instant now = BEFORE;

    /** Settings of an empty database that more than one node may open. */
    abstract Map<String, String> database(Path folder);

    /** A server, as far as schedules go. */
    private final class Node {
        private final Store store;
        private final Chains chains;
        private final List<TaskRun> begun = new ArrayList<>();

        private Node(String name) {
            Map<String, String> settings = new HashMap<>(database);
            settings.put("drover.data", home.resolve(name).toString());
            store = Store.open(Settings.of(settings));
            chains = new Chains(catalog, new TaskRuns(store), new DueRuns(store, clock()));
            nodes.add(this);
        }

        private void takeUp() {
            for (TaskDefinition task :
                    catalog.current().all(TaskDefinition.class).values()) {
                chains.takeUp(task).ifPresent(begun::add);
            }
        }

        private void tick(String name) {
            chains.tick(catalog.find(TaskDefinition.class, name)).ifPresent(begun::add);
        }

        private void look() {
            chains.look().forEach(started -> begun.add(started.run()));
        }

        private void end(String task, Outcome outcome) {
            TaskRun run = begun.stream()
                    .filter(one -> one.task().equals(task))
                    .findFirst()
                    .orElseThrow();
            new TaskRuns(store).end(run, outcome, null);
        }
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @BeforeEach
    void define() throws IOException {
        database = database(home);
        // By their names they would come the other way round
        task("night/c.xml", "First", 1, "always");
        task("night/b.xml", "Second", 2, "previous-succeeded");
        task("night/a.xml", "Third", 3, "previous-succeeded");
        task("Apart.xml", "Apart", 2, "previous-succeeded");
        load();
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.store.close());
    }

    @Test
    void onTwoNodesEachRunsOnceAndInItsTurn() {
        Node one = started("one");
        Node two = started("two");
        now = DUE.plusSeconds(1);
        List.of("Third", "Apart", "First", "Second").forEach(two::tick);
        List.of("Second", "Third", "First", "Apart").forEach(one::tick);
        look(one, two);
        assertThat(begun(one, two))
                .as("first the first, and who has none before it")
                .containsExactly("Apart", "First");

        end("First", Outcome.Completed, one, two);
        look(one, two, one, two);
        assertThat(begun(one, two)).containsExactly("Apart", "First", "Second");
        end("Second", Outcome.Completed, one, two);
        look(two, one, two);
        end("Third", Outcome.Completed, one, two);
        look(one, two);

        assertThat(begun(one, two)).containsExactly("Apart", "First", "Second", "Third");
        for (String task : CHAIN) {
            assertThat(new TaskRuns(one.store).list(task, 9))
                    .singleElement()
                    .satisfies(run -> assertThat(run.outcome()).isEqualTo(Outcome.Completed))
                    .satisfies(run -> assertThat(run.scheduled()).isEqualTo(DUE));
        }
    }

    @Test
    void afterAFailureTheRestIsRecordedAsSkippedWithTheReason() {
        Node one = started("one");
        Node two = started("two");
        now = DUE.plusSeconds(1);
        CHAIN.forEach(one::tick);
        CHAIN.forEach(two::tick);
        end("First", Outcome.Failed, one, two);
        look(one, two, one, two);

        assertThat(begun(one, two)).containsExactly("First");
        assertThat(skipped(one, "Second")).isEqualTo("the task before, First, failed");
        assertThat(skipped(one, "Third")).isEqualTo("the task before, Second, was skipped");
    }

    @Test
    void aServerThatDiesWithinAChainGoesOnWithItWhenItIsBack() {
        Node one = started("one");
        now = DUE.plusSeconds(1);
        CHAIN.forEach(one::tick);
        end("First", Outcome.Completed, one);
        one.store.close(); // before it has looked

        now = DUE.plusSeconds(600);
        Node again = started("one");
        assertThat(begun(again)).containsExactly("Second");
        again.end("Second", Outcome.Completed);
        look(again);
        assertThat(begun(again)).containsExactly("Second", "Third");
    }

    @Test
    void aRunThatTheServerLostIsNoSuccess() {
        Node one = started("one");
        now = DUE.plusSeconds(1);
        CHAIN.forEach(one::tick);
        one.store.close(); // while the first runs

        now = DUE.plusSeconds(600);
        Node again = started("one");
        look(again);
        assertThat(begun(again)).isEmpty();
        assertThat(skipped(again, "Second")).isEqualTo("the task before, First, was interrupted");
        assertThat(skipped(again, "Third")).isEqualTo("the task before, Second, was skipped");
    }

    @Test
    void anOverrunOfTheFirstIsDecidedInstantByInstant() {
        Node one = started("one");
        now = DUE.plusSeconds(1);
        CHAIN.forEach(one::tick);
        now = DUE.plusSeconds(3601); // the first has not ended
        CHAIN.forEach(one::tick);
        look(one);
        assertThat(new TaskRuns(one.store).list("Second", 9)).isEmpty();

        end("First", Outcome.Completed, one);
        look(one);
        one.end("Second", Outcome.Completed);
        look(one);
        one.end("Third", Outcome.Completed);

        assertThat(new TaskRuns(one.store).list("Second", 9))
                .extracting(TaskRun::scheduled, TaskRun::outcome)
                .containsExactlyInAnyOrder(
                        tuple(DUE, Outcome.Completed), tuple(DUE.plusSeconds(3600), Outcome.Skipped));
        assertThat(new TaskRuns(one.store).list("Third", 9))
                .extracting(TaskRun::outcome)
                .containsExactlyInAnyOrder(Outcome.Completed, Outcome.Skipped);
    }

    @Test
    void whoseTaskBeforeNeverFallsDueIsSkippedAfterAWhile() {
        Node one = started("one");
        now = DUE.plusSeconds(1);
        one.tick("Second"); // the first does not tick
        for (int i = 0; i < 250; i++) {
            one.look();
        }
        assertThat(skipped(one, "Second")).isEqualTo("the task before, First, did not run at this instant");
    }

    @Test
    void aTaskBeforeThatIsDisabledIsNone() throws IOException {
        Path first = home.resolve("Files/ScheduledTasks/night/c.xml");
        Files.writeString(first, Files.readString(first).replace("<scheduledTask", "<scheduledTask enabled=\"false\""));
        load();
        Node one = started("one");
        now = DUE.plusSeconds(1);
        one.tick("Second");
        assertThat(begun(one)).containsExactly("Second");
    }

    private Node started(String name) {
        Node node = new Node(name);
        new Claims(node.store).releaseOwn(); // as a server does when it starts
        node.takeUp();
        return node;
    }

    private static void look(Node... nodes) {
        for (Node node : nodes) {
            node.look();
        }
    }

    private static List<String> begun(Node... nodes) {
        return List.of(nodes).stream()
                .flatMap(node -> node.begun.stream())
                .filter(run -> nodes.length > 1 || CHAIN.contains(run.task()))
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .map(TaskRun::task)
                .toList();
    }

    private static void end(String task, Outcome outcome, Node... nodes) {
        for (Node node : nodes) {
            if (node.begun.stream().anyMatch(run -> run.task().equals(task))) {
                node.end(task, outcome);
            }
        }
    }

    private static String skipped(Node node, String task) {
        TaskRun run = new TaskRuns(node.store).at(task, DUE).orElseThrow();
        assertThat(run.outcome()).isEqualTo(Outcome.Skipped);
        return run.message();
    }

    private void task(String file, String name, int order, String runIf) throws IOException {
        Path path = home.resolve("Files/ScheduledTasks").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                """
                <scheduledTask name="%s" order="%d">
                    <schedule><cron>0 0 * * * ?</cron><runIf>%s</runIf></schedule>
                    <addIn name="any"/>
                </scheduledTask>
                """
                        .formatted(name, order, runIf));
    }

    private void load() {
        Definitions definitions = DefinitionLoader.load(home.resolve("Files"), Definitions.NONE);
        assertThat(definitions.problems()).isEmpty();
        catalog.replace(definitions);
    }
}
