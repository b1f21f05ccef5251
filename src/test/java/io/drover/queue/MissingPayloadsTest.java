package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A payload that is missed is told once, and again after longer and longer pauses, for each queue. */
class MissingPayloadsTest {
    private final MovableClock clock = new MovableClock();
    private final Instant begin = clock.instant();
    private final MissingPayloads missing = new MissingPayloads("web1 (0a1b2c3d)", clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(MissingPayloads.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private Message message(long id, String activity) {
        return new Message(
                new Message.Ids(id, "uid-" + id, "run-" + id, null),
                new Message.Queue(activity, "Orders", Direction.EXPORT),
                new Message.State(MessageStatus.Enqueued, null, 0, 1, begin, begin),
                new Message.Content(null, "0".repeat(64), 1L, null, null, "web2 (9f8e7d6c)"),
                new Message.Properties(null, null, null, null, null),
                new Message.Lease(null, null, null, null));
    }

    @Test
    void isToldOnceForEachQueueAndAgainAfterLongerPauses() {
        for (int minute = 0; minute < 60; minute++) {
            missing.add(message(1, "a"));
            missing.add(message(2, "a"));
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(log.list).as("at 0, 1, 3, 7, 15 and 31 minutes").hasSize(6);
        missing.add(message(3, "b"));
        assertThat(log.list).hasSize(7);

        missing.keep(Set.of(1L, 2L));
        assertThat(log.list).last().asString().contains("no message of the queue b waits any more");
    }

    @Test
    void saysWhichSinceWhenAndWhoWroteThem() {
        for (long id = 1; id <= 5; id++) {
            missing.add(message(id, "a"));
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(missing.lines()).hasSize(1);
        assertThat(missing.lines().get(0))
                .startsWith(
                        "5 messages of the job Orders cannot be handed out or processed on this server, web1 (0a1b2c3d),"
                                + " because the payload is not here: uid-1 (written by web2 (9f8e7d6c) at " + begin
                                + ", missed since "
                                + begin + "), uid-2 (written by web2 (9f8e7d6c) at " + begin + ", missed since "
                                + begin.plusSeconds(60) + ")")
                .endsWith(" and 2 more")
                .doesNotContain("uid-4");
    }
}
