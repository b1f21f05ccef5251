package io.drover.addin.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.drover.api.TaskOperations;
import io.drover.api.TaskOperations.TaskResult;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A Drover whose task asks a scripted remote system several times in a run. */
public final class Polled implements AutoCloseable {
    final ScriptedServer erp = new ScriptedServer();
    final TestServer drover;
    /** Path and query of each request. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final String addIn;
    private final List<String> jobs = new ArrayList<>(List.of("Products"));

    /** What is answered to a request; the first is number 1. */
    interface Script {
        void answer(HttpExchange exchange, int number) throws IOException;
    }

    Polled(Path home, String addIn) {
        this.addIn = addIn;
        drover = new TestServer(home)
                .withRoutes("add-ins/" + addIn + ".camel.yaml")
                .withFile(
                        "tables.sql",
                        "CREATE TABLE IF NOT EXISTS Product (Id VARCHAR(20) PRIMARY KEY, Name VARCHAR(50));\n"
                                + "CREATE TABLE IF NOT EXISTS Stock (Id VARCHAR(20) PRIMARY KEY, Name VARCHAR(50))")
                .with("drover.store.init", home.resolve("tables.sql").toString());
        withJob("Products", "<xml/>", "Product", "removeMissing=\"true\" maxDeletePercent=\"100\"");
    }

    /** A job of one table, whose source has the same name for it. */
    Polled withJob(String name, String source, String table, String options) {
        return withJob(name, source, "<mapping source=\"%s\" destination=\"%s\" %s/>".formatted(table, table, options));
    }

    Polled withJob(String name, String source, String mapping) {
        drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" onError="stop">
                    <source>%s</source>
                    <destination><sql dataSource="drover"/></destination>
                    %s
                </job>
                """
                        .formatted(name, source, mapping));
        return this;
    }

    Polled jobs(String... names) {
        jobs.clear();
        jobs.addAll(List.of(names));
        return this;
    }

    /** Writes the task's file; parameters are names and values in turn. */
    Polled task(String... parameters) {
        StringBuilder text = new StringBuilder("<scheduledTask name=\"Poll\" enabled=\"true\"><addIn name=\"")
                .append(addIn)
                .append("\">");
        parameter(text, "Request timeout", "30s");
        for (int i = 0; i < parameters.length; i += 2) {
            parameter(text, parameters[i], parameters[i + 1]);
        }
        if (!List.of(parameters).contains("Web service URL")) {
            parameter(text, "Web service URL", erp.url());
        }
        text.append("</addIn>");
        jobs.forEach(job -> text.append("<job>").append(job).append("</job>"));
        drover.withFile(
                "Files/ScheduledTasks/Poll.xml", text.append("</scheduledTask>").toString());
        return this;
    }

    private static void parameter(StringBuilder text, String name, String value) {
        text.append("<parameter name=\"%s\">%s</parameter>"
                .formatted(
                        name, value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }

    Polled start() {
        drover.start();
        return this;
    }

    /** What is answered from now on; counts from 1. */
    void answers(Script script) {
        asked.clear();
        erp.requests().clear();
        erp.answers(exchange -> {
            asked.add(exchange.getRequestURI().toString());
            script.answer(exchange, asked.size());
        });
    }

    /** Answers these in turn, and after them a failure. */
    void answersInTurn(String type, String... pages) {
        answers((exchange, number) -> {
            if (number <= pages.length) {
                ScriptedServer.respond(exchange, 200, type, pages[number - 1]);
            } else {
                ScriptedServer.respond(exchange, 404, "text/plain", "there is no page " + number);
            }
        });
    }

    TaskResult run() {
        assertThat(drover.server().operations(TaskOperations.class).tasks())
                .as(this::health)
                .isNotEmpty();
        return drover.server().operations(TaskOperations.class).runTask("Poll");
    }

    /** What the server says is wrong with what it has been given. */
    String health() {
        try {
            return drover.observe("health").body().replaceFirst("(?s).*(DEGRADED[^}]*).*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Runs the task, which must succeed; what it reports. */
    String completes() {
        TaskResult result = run();
        assertThat(result.run().outcome()).as(result.run().message()).isEqualTo(Outcome.Completed);
        return result.run().message();
    }

    /** Runs the task, which must fail; why it does. */
    String fails() {
        TaskResult result = run();
        assertThat(result.run().outcome()).isEqualTo(Outcome.Failed);
        return result.run().message();
    }

    /** The rows of a table as Id=Name. */
    List<String> rows(String table) throws Exception {
        return drover.rows("SELECT Id, Name FROM " + table + " ORDER BY Id").stream()
                .map(row -> row.get(0) + "=" + row.get(1))
                .toList();
    }

    /** The deliveries of a job that were loaded: names of their files, in order. */
    List<List<String>> archived(String job) throws IOException {
        return deliveries("Archive/" + job);
    }

    /** What lies in a folder, files of folders by their names. */
    List<List<String>> deliveries(String folder) throws IOException {
        List<List<String>> deliveries = new ArrayList<>();
        for (Path delivery : list(drover.files(folder))) {
            deliveries.add(list(delivery).stream()
                    .map(file -> file.getFileName().toString())
                    .toList());
        }
        return deliveries;
    }

    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** The bodies of all requests. */
    List<String> bodies() {
        return erp.requests().stream().map(ScriptedServer.Request::body).toList();
    }

    /** A page of the tables format; products are ids, named after their page. */
    static String page(String attributes, String... ids) {
        StringBuilder text = new StringBuilder("<tables " + attributes + "><table tableName=\"Product\">");
        for (String id : ids) {
            text.append("<item table=\"Product\"><column columnName=\"Id\">" + id
                    + "</column><column columnName=\"Name\">Name " + id + "</column></item>");
        }
        return text.append("</table></tables>").toString();
    }

    @Override
    public void close() {
        drover.close();
        erp.close();
    }
}
