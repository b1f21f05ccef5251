package io.drover.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.RunBeginnings.BegunRun;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageStatus;
import io.drover.store.task.TaskCheckpoints;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds what runs: two nodes on one database, whose leases the test lets run out. */
abstract class LeasesContract {
    private static final String HASH = "0".repeat(64);

    @TempDir
    private Path home;

    private final List<Store> stores = new ArrayList<>();
    private final AtomicInteger losses = new AtomicInteger();
    private Store one;
    private Store two;

    /** Settings of an empty database that more than one node may open. */
    abstract Map<String, String> database(Path folder);

    @BeforeEach
    void open() {
        Map<String, String> database = database(home);
        one = node("one", database);
        two = node("two", database);
    }

    private Store node(String name, Map<String, String> database) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("drover.data", home.resolve(name).toString());
        Store store = Store.open(Settings.of(settings));
        stores.add(store);
        return store;
    }

    @AfterEach
    void close() {
        stores.forEach(Store::close);
    }

    private Delivery claimed(Store node, String job) {
        return new Deliveries(node).claim(job, job + ".xml", HASH, null).orElseThrow();
    }

    private void hold(Store node, Delivery delivery, Runnable meanwhile) {
        node.leases().during(delivery, losses::incrementAndGet, () -> {
            meanwhile.run();
            return null;
        });
    }

    private void hold(Store node, TaskRun run, Runnable meanwhile) {
        node.leases().during(run, losses::incrementAndGet, () -> {
            meanwhile.run();
            return null;
        });
    }

    /** All leases, as after a pause that was longer than they are, or with a clock that was put forward. */
    private void letRunOut() {
        for (String table : List.of("delivery", "task_run")) {
            one.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE drover." + table + " SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"));
        }
    }

    private State state(Delivery delivery) {
        return new Deliveries(one).find(delivery.id()).orElseThrow().state();
    }

    private long count(String query) {
        return one.jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM drover." + query)
                .mapTo(Long.class)
                .one());
    }

    private static Ending loaded(long execution) {
        return new Ending(
                new Execution(execution, "any", null, null, Status.Completed, 0, 0, 0, 0, 0, 0, 0, null, null, null),
                List.of(),
                List.of(),
                State.Loaded,
                MessageChange.to(MessageStatus.Processed, null),
                false);
    }

    private static void end(Store node, Delivery delivery, Ending ending) {
        new Executions(node).end(delivery, ending, transaction -> {});
    }

    @Test
    void aRunThatIsLongerThanItsLeaseStaysOneRun() {
        Delivery delivery = claimed(one, "Long");
        hold(one, delivery, () -> {
            letRunOut();
            one.leases().renew();
            new Claims(two).watch();

            assertThat(new Deliveries(two).claim("Long", "Long.xml", HASH, null))
                    .isEmpty();
            end(one, delivery, loaded(begun(one, delivery)));
        });
        assertThat(state(delivery)).isEqualTo(State.Loaded);
        assertThat(losses).hasValue(0);
    }

    @Test
    void whatNobodyHereRunsIsNotRenewed() {
        Delivery runs = claimed(one, "Runs");
        Delivery forgotten = claimed(one, "Forgotten");
        hold(one, runs, () -> {
            letRunOut();
            one.leases().renew();
            new Claims(one).watch();

            assertThat(state(runs)).isEqualTo(State.Running);
            assertThat(state(forgotten)).isEqualTo(State.Failed);
        });
    }

    @Test
    void oneThatHasJustBegunIsLeftToBegin() {
        Delivery delivery = claimed(one, "Begun");
        new Claims(one).watch();
        new Claims(two).watch();
        assertThat(state(delivery)).isEqualTo(State.Running);
    }

    /** After a pause of the whole process its own claims are looked at before they are renewed. */
    @Test
    void aNodeDoesNotGiveBackWhatItRuns() {
        Delivery delivery = claimed(one, "Paused");
        TaskRun run = new TaskRuns(one).start("Paused", null).orElseThrow();
        hold(
                one,
                delivery,
                () -> hold(one, run, () -> {
                    letRunOut();
                    new Claims(one).watch();
                    assertThat(begin(one, delivery, "drover/T")).isPresent();
                }));
        assertThat(state(delivery)).isEqualTo(State.Running);
        assertThat(new TaskRuns(one).get(run.id()).outcome()).isEqualTo(Outcome.Running);
    }

    @Test
    void whoWasTakenOverEndsAndWritesNothingMore() {
        Delivery lost = claimed(one, "Lost");
        hold(one, lost, () -> {
            long execution = begun(one, lost);
            letRunOut();
            Delivery again = claimed(two, "Lost");
            assertThat(again.id()).isNotEqualTo(lost.id());

            one.leases().renew();
            one.leases().renew();

            assertThat(losses).as("told once").hasValue(1);
            refused(store -> begin(store, lost, "drover/T"));
            refused(store -> new HeldDeliveries(store).requireHeld(lost));
            refused(store -> end(store, lost, loaded(execution)));
            Execution ended = new Executions(one).find(execution).orElseThrow();
            assertThat(ended.status()).isEqualTo(Status.Failed);
            assertThat(ended.message()).contains("gave no sign of life");
            assertThat(count("table_claim WHERE delivery IS NOT NULL")).isZero();

            end(two, again, loaded(begun(two, again)));
        });
        assertThat(state(lost)).isEqualTo(State.Failed);
        assertThat(count("execution WHERE status = 'Completed'")).isEqualTo(1);
    }

    /** A file of the inbox keeps its row when it is given back and taken up again; the version tells whose it is. */
    @Test
    void aRowThatAnotherNodeHasTakenUpAgainIsNotRenewedByTheFirst() {
        Delivery delivery = claimed(one, "Again");
        hold(one, delivery, () -> {
            one.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE drover.delivery SET version = version + 1, node = ? WHERE id = ?",
                            two.node(),
                            delivery.id()));
            letRunOut();

            one.leases().renew();

            assertThat(losses).hasValue(1);
            assertThat(count("delivery WHERE lease_until > CURRENT_TIMESTAMP")).isZero();
        });
    }

    private void refused(Consumer<Store> statement) {
        assertThatThrownBy(() -> statement.accept(one)).isInstanceOf(TakenOverException.class);
    }

    @Test
    void aRunThatHasJustEndedIsNotCalledLost() {
        Delivery delivery = claimed(one, "Ended");
        hold(one, delivery, () -> {
            end(one, delivery, loaded(begun(one, delivery)));
            one.leases().renew();
        });
        assertThat(losses).hasValue(0);
    }

    @Test
    void aLoadThatIsTakenOverBeforeItBeginsClaimsNoTable() {
        Delivery paused = claimed(one, "Paused");
        hold(one, paused, () -> {
            letRunOut();
            Claims.releaseExpired(two);
            assertThatThrownBy(() -> begin(one, paused, "drover/T")).isInstanceOf(TakenOverException.class);
        });

        assertThat(begin(two, claimed(two, "Next"), "drover/T"))
                .as("the table is free")
                .isPresent();
    }

    @Test
    void aLoadBeginsWhenTheOneThatHasItsTableGivesNoSignOfLife() {
        Delivery silent = claimed(one, "Silent");
        begin(one, silent, "drover/T");
        Delivery next = claimed(two, "Next");

        assertThat(begin(two, next, "drover/T")).isEmpty();
        assertThat(count("execution WHERE delivery = " + next.id())).isZero();
        hold(two, next, () -> {
            letRunOut();
            assertThat(begin(two, next, "drover/T")).isPresent();
        });
        assertThat(state(silent)).isEqualTo(State.Failed);
    }

    /** As after a commit whose answer was lost. */
    @Test
    void aRunThatBeginsAgainIsTheSameRun() {
        Delivery delivery = claimed(one, "Twice");
        BegunRun begun = begin(one, delivery, "drover/T").orElseThrow();

        assertThat(begin(one, delivery, "drover/T")).contains(begun);
        assertThat(new Deliveries(one).find(delivery.id()).orElseThrow().run().breakdowns())
                .isEqualTo(1);
    }

    private static Optional<BegunRun> begin(Store node, Delivery delivery, String table) {
        return new RunBeginnings(node).begin(delivery, Set.of(table));
    }

    private static long begun(Store node, Delivery delivery) {
        return new RunBeginnings(node).begin(delivery, Set.of()).orElseThrow().execution();
    }

    @Test
    void aClaimOfADeliveryThatDoesNotRunBlocksNobody() {
        Delivery ended = claimed(one, "Ended");
        assertThat(begin(one, ended, "drover/T")).isPresent();
        one.jdbi()
                .useHandle(handle -> handle.execute( // as an older version left it
                        "UPDATE drover.delivery SET state = 'Failed', running_job = NULL WHERE id = ?", ended.id()));

        assertThat(new TableClaims(one).holders()).isEmpty();
        assertThat(begin(two, claimed(two, "Next"), "drover/*")).isPresent();
        new Claims(one).watch();
        assertThat(count("table_claim WHERE delivery = " + ended.id())).isZero();
    }

    @Test
    void whoWritesATableIsNamed() {
        Delivery delivery = claimed(one, "Writes");
        long execution = begin(one, delivery, "drover/T").orElseThrow().execution();

        assertThat(new TableClaims(two).holders()).singleElement().satisfies(holder -> {
            assertThat(holder.target()).isEqualTo("drover/T");
            assertThat(holder.job()).isEqualTo("Writes");
            assertThat(holder.file()).isEqualTo("Writes.xml");
            assertThat(holder.execution()).isEqualTo(execution);
            assertThat(holder.since()).isNotNull();
            assertThat(holder.here()).isFalse();
        });
    }

    @Test
    void anExecutionWhoseDeliveryDoesNotRunIsEnded() {
        Delivery delivery = claimed(one, "Zombie");
        long execution = begun(one, delivery);
        one.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.delivery SET state = 'Waiting', running_job = NULL WHERE id = ?",
                        delivery.id()));
        new Claims(two).watch();
        assertThat(new Executions(one).find(execution).orElseThrow().status()).isEqualTo(Status.Failed);
    }

    /** How far a run of a task has read is entered with its end, and the end of a run that was given up is not its own. */
    @Test
    void aRunOfATaskThatWasTakenOverSavesNoCheckpointAndDeliversNothing() {
        TaskRuns runs = new TaskRuns(one);
        TaskRun run = runs.start("Poll", null).orElseThrow();
        hold(one, run, () -> {
            letRunOut();
            assertThat(new TaskRuns(two).start("Poll", Instant.EPOCH))
                    .as("another node takes over")
                    .isPresent();
            one.leases().renew();
            assertThat(losses).hasValue(1);

            refused(store -> new Deliveries(store).announce("Job", "late.xml", HASH, run.id()));
            TaskRun ended = runs.end(run, Outcome.Completed, null, Map.of("items", "7"));
            assertThat(ended.outcome()).isEqualTo(Outcome.Interrupted);
        });
        assertThat(new TaskCheckpoints(one).of("Poll")).isEmpty();
        assertThat(count("task_event WHERE task_run = " + run.id()))
                .as("told once")
                .isEqualTo(1);
    }
}
