package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import io.drover.testing.ConnectorClient.Dequeued;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash on either side of the commit of a dequeue and of an acknowledgement (fault 5). */
class CrashAroundDequeueTest {
    @TempDir
    private Path folder;

    private QueueInstallation home;
    private History history;

    @AfterEach
    void stop() throws IOException {
        home.close();
        history.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageComesBackAfterItsLeaseAndIsAcknowledgedOnce(Database.Kind kind) throws Exception {
        home = QueueInstallation.create(folder, kind);
        history = new History(folder.resolve("history.txt"));
        DroverProcess filled = home.start("-Ddrover.crashpoint=dequeue.beforeCommit");
        fill("1", "2", "3");
        crash(filled, client -> client.dequeue(home.out())); // leases none
        crash("dequeue.afterCommit", client -> client.dequeue(home.out())); // leases 1, and nobody knows

        DroverProcess drover = home.start("-Ddrover.crashpoint=ack.beforeCommit");
        Dequeued second = dequeue("2");
        crash(drover, client -> client.ack(home.out(), second));
        crash("ack.afterCommit", client -> client.ack(home.out(), second));

        DroverProcess restarted = home.start();
        ack(second, "2");
        assertThat(restarted.value("drover", "SELECT COUNT(*) FROM drover.message_transition WHERE status = 'Acked'"))
                .as("acknowledged once, however often it was said")
                .isEqualTo("1");
        ack(dequeue("3"), "3");
        assertNothingMore();

        restarted.value("drover", "UPDATE drover.message SET lease_until = created WHERE lease_until IS NOT NULL");
        history.add(Step.INFO, Op.EXPIRE, "*");
        ack(dequeue("1"), "1");
        assertNothingMore();
        QueueChecker.of(history.lines(), acknowledged()).check(kind + " crashes around dequeue and ack");
    }

    private void fill(String... ids) throws Exception {
        for (String id : ids) {
            history.add(Step.INVOKE, Op.ENQUEUE, id);
            home.fillOut(id);
            history.add(Step.OK, Op.ENQUEUE, id);
        }
    }

    /** A request that is not answered. */
    private interface Request {
        Answer send(ConnectorClient client) throws IOException;
    }

    private void crash(String crashpoint, Request request) throws Exception {
        crash(home.start("-Ddrover.crashpoint=" + crashpoint), request);
    }

    private void crash(DroverProcess drover, Request request) throws Exception {
        try (ConnectorClient client = home.client()) {
            assertThatThrownBy(() -> request.send(client)).isInstanceOf(IOException.class);
        }
        assertThat(drover.exitCode()).isEqualTo(137);
    }

    private Dequeued dequeue(String expected) throws IOException {
        try (ConnectorClient client = home.client()) {
            Answer answer = client.dequeue(home.out());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            Dequeued message = ConnectorClient.read(answer);
            String id = client.download(message).text();
            history.add(Step.OK, Op.DEQUEUE, id);
            assertThat(id).isEqualTo(expected);
            return message;
        }
    }

    private void ack(Dequeued message, String id) throws IOException {
        try (ConnectorClient client = home.client()) {
            Answer answer = client.ack(home.out(), message);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            history.add(Step.OK, Op.ACK, id);
        }
    }

    private void assertNothingMore() throws IOException {
        try (ConnectorClient client = home.client()) {
            assertThat(client.dequeue(home.out()).status()).isEqualTo(204);
        }
    }

    private List<String> acknowledged() throws IOException {
        List<String> ids = new ArrayList<>();
        history.lines().stream().filter(line -> line.op() == Op.ACK).forEach(line -> ids.add(line.id()));
        return ids;
    }
}
