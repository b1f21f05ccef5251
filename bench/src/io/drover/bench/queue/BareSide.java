package io.drover.bench.queue;

import io.drover.bench.queue.Target.Wire;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The bare handler ({@link BareServer}) on a database of its own. */
final class BareSide implements MeasuredServer {
    private final Target target;
    private final Running running;

    /** Starts it with so many messages to be taken. */
    BareSide(Path folder, String url, int messages) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        String out = UUID.randomUUID().toString();
        QueueRows.create(url, folder);
        QueueRows.fill(url, out, messages, false);
        int port = TestServer.freePort();
        target = new Target(
                Wire.CONNECTOR, "http://127.0.0.1:" + port, UUID.randomUUID().toString(), out, "");
        running = Running.java(
                        folder,
                        folder.resolve("console.txt"),
                        List.of(),
                        BareServer.class.getName(),
                        String.valueOf(port),
                        url,
                        folder.resolve("data").toString())
                .awaitPort(port);
    }

    @Override
    public String title() {
        return "bare handler";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public double cpuSeconds() {
        return running.cpuSeconds();
    }

    @Override
    public void close() {
        running.close();
    }
}
