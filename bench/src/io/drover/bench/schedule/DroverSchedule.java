package io.drover.bench.schedule;

import io.drover.addin.TaskWork;
import io.drover.server.Server;
import io.drover.server.Server.Mode;
import io.drover.settings.Settings;
import io.drover.task.definition.TaskDefinition;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Drover with its shipped routes and many tasks of an add-in that does nothing but note when it began. */
public final class DroverSchedule {
    private static final String ADD_IN =
            """
            - routeTemplate:
                id: note-the-start
                description: Notes when it began
                parameters:
                  - name: endpoint
                    required: true
                    description: Where the route begins; given by Drover
                route:
                  from:
                    uri: "{{endpoint}}"
                    steps:
                      - bean:
                          beanType: io.drover.bench.schedule.DroverSchedule
                          method: begun
            """;

    private static final String TASK =
            """
            <scheduledTask name="Task %1$04d">
                <schedule><cron>0/%2$d * * * * ?</cron></schedule>
                <addIn name="note-the-start"/>
            </scheduledTask>
            """;

    private DroverSchedule() {}

    /** Called by the add-in's route. */
    public static void begun(Exchange exchange) {
        Starts.begun(TaskWork.of(exchange).run().scheduled());
    }

    /** Arguments: folder, JDBC URL, tasks, seconds between two due instants, instants. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        int tasks = Integer.parseInt(args[2]);
        int every = Integer.parseInt(args[3]);
        write(home.resolve("routes/add-ins/note-the-start.camel.yaml"), ADD_IN);
        write(
                home.resolve("routes/scheduled-tasks.camel.yaml"),
                Files.readString(Path.of("routes/scheduled-tasks.camel.yaml")));
        for (int i = 0; i < tasks; i++) {
            write(home.resolve("Files/ScheduledTasks/Task " + i + ".xml"), TASK.formatted(i, every));
        }
        try (Server server = Server.start(settings(home, args[1]), Mode.SERVE)) {
            if (server.catalog().current().all(TaskDefinition.class).size() != tasks) {
                throw new IllegalStateException(server.deployments().problems().toString());
            }
            Starts.print(every, Integer.parseInt(args[4]), tasks);
        }
        System.exit(0);
    }

    private static Settings settings(Path home, String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("drover.store.url", url);
        settings.put("drover.files", home.resolve("Files").toString());
        settings.put("drover.data", home.resolve("data").toString());
        settings.put("drover.routes", home.resolve("routes").toString());
        settings.put("camel.server.port", String.valueOf(TestServer.freePort()));
        settings.put("camel.management.port", String.valueOf(TestServer.freePort()));
        return Settings.of(settings);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
