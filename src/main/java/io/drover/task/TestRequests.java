package io.drover.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddIn.Part;
import io.drover.addin.AddInConnection;
import io.drover.addin.AddInParameter;
import io.drover.addin.AddIns;
import io.drover.addin.TaskWork;
import io.drover.settings.secrets.Secrets;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Sends single requests to remote systems, as tasks would: by a route of the part web-service, with the task's authentication,
 * envelope and time-outs, but never twice. The answer goes to no job. Thread-safe.
 */
public final class TestRequests {
    private static final String PART = "web-service";

    private final CamelContext camel;
    private final AddIns addIns;
    private final TaskRoutes routes;
    private final TaskVariables values;

    public TestRequests(CamelContext camel) {
        this.camel = camel;
        this.addIns = new AddIns(camel);
        this.routes = new TaskRoutes(camel);
        this.values = new TaskVariables(camel);
    }

    /**
     * Sends a request of a task.
     *
     * @param answer the file that the answer is written to; must not be there yet, and is not when none came
     * @throws ForbiddenParameterException when a parameter would take the task's credentials elsewhere
     * @throws IllegalArgumentException when the task's add-in asks no web service, or a parameter is not its
     */
    public TestAnswer send(TaskDefinition task, TestRequest request, Path answer) throws IOException {
        AddIn addIn = addIns.get(task.addIn());
        if (addIn.parts().stream().noneMatch(part -> part.name().equals(PART))) {
            throw new IllegalArgumentException("the add-in '" + addIn.name() + "' of task " + task.name()
                    + " asks no web service by the part " + PART + ": there is no request to test");
        }
        Map<String, String> own = TaskParameters.written(task, addIn);
        Map<String, String> all = new LinkedHashMap<>(own);
        all.putAll(TestParameters.of(addIn, request.parameters()));
        PreparedRequest prepared = prepare(task.name(), addIn, all);
        TestParameters.requireSameServers(prepare(task.name(), addIn, own).variables(), prepared.variables());
        return send(task.name(), prepared, request, answer);
    }

    /** Sends a request of no task: the parameters are those of the part web-service. */
    public TestAnswer send(TestRequest request, Path answer) throws IOException {
        AddIn addIn = addIns.part(PART);
        Map<String, String> all = TaskParameters.named(addIn, request.parameters());
        AddInConnection.requireNoCredentials(addIn, all);
        AddInConnection.complete(addIn, all);
        TaskParameters.requireAll(addIn, all);
        return send(PART, prepare(PART, addIn, all), request, answer);
    }

    /**
     * A request that is to be sent.
     *
     * @param parameters as they are written
     * @param given what they stand for
     */
    private record PreparedRequest(Map<String, String> parameters, TaskVariables.Given given, FirstPage page) {
        Map<String, String> variables() {
            return given.variables();
        }
    }

    private PreparedRequest prepare(String task, AddIn addIn, Map<String, String> written) {
        Map<String, String> parameters = new LinkedHashMap<>(written);
        addIn.parameter("retries").map(AddInParameter::name).ifPresent(retries -> parameters.put(retries, "0"));
        TaskVariables.Given given = values.of(task, addIn, parameters);
        Map<String, String> variables = given.variables();
        FirstPage page = FirstPage.of(addIn, variables);
        variables.computeIfPresent("webServiceUrl", (name, url) -> page.fill(url));
        variables.computeIfPresent("requestHeaders", (name, headers) -> page.fill(headers));
        return new PreparedRequest(parameters, given, page);
    }

    private TestAnswer send(String task, PreparedRequest prepared, TestRequest request, Path answer)
            throws IOException {
        Map<String, String> variables = prepared.variables();
        String body = prepared.page().fill(request.body(variables.get("requestXml")));
        String root = request.check() ? null : variables.get("expectedRoot");
        Part part = new Part(PART, "webService", addIns.part(PART).own());
        String id = "test-request-" + UUID.randomUUID();
        routes.addPart(part, id, "direct:" + id, task, prepared.parameters());
        Exchange exchange = exchange(task, body, prepared.given());
        // The connection of an answer is closed with its unit of work: this one ends when the answer has been read
        UnitOfWork work = PluginHelper.getUnitOfWorkFactory(camel).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(work);
        try {
            return send("direct:" + id, exchange, root, answer);
        } finally {
            UnitOfWorkHelper.doneUow(work, exchange);
            routes.remove(id);
        }
    }

    private Exchange exchange(String task, String body, TaskVariables.Given given) {
        Exchange exchange = ExchangeBuilder.anExchange(camel)
                .withPattern(ExchangePattern.InOut)
                .withBody(body)
                .build();
        new TaskWork(new TaskRun(0, task, null, Outcome.Running, Instant.now(), null, null), List.of()).put(exchange);
        given.put(exchange);
        return exchange;
    }

    private TestAnswer send(String uri, Exchange exchange, String root, Path answer) throws IOException {
        long begin = System.nanoTime();
        String problem = null;
        TestAnswer.Content content = null;
        try (SentRequests sent = new SentRequests(exchange);
                ProducerTemplate template = camel.createProducerTemplate()) {
            template.send(uri, exchange);
            if (exchange.getException() == null) {
                problem = store(exchange, answer);
            } else {
                problem = TaskRunner.message(exchange);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            if (Files.exists(answer)) {
                String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
                try {
                    content = AnswerSurvey.of(answer, type);
                } catch (IOException e) {
                    content = AnswerSurvey.ofBroken(answer, type);
                    problem = problem == null ? e.getMessage() : problem;
                }
                problem = problem == null ? otherRoot(root, content) : problem;
            }
            return new TestAnswer(
                    Secrets.hide(TaskRunner.address(exchange)),
                    sent.status(),
                    millis,
                    sent.headers(),
                    Secrets.hide(problem),
                    content);
        }
    }

    /** Gives what broke the answer off, or null. */
    private static String store(Exchange exchange, Path answer) {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            Files.copy(
                    body == null ? InputStream.nullInputStream() : body, answer, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException e) {
            exchange.setException(e);
            return TaskRunner.message(exchange);
        }
    }

    private static String otherRoot(String expected, TestAnswer.Content content) {
        return expected == null || expected.isEmpty() || expected.equals(content.root())
                ? null
                : content.bytes() == 0
                        ? "the answer is empty"
                        : "the answer is "
                                + (content.root() == null ? "neither XML nor JSON" : "<" + content.root() + ">")
                                + "; the task expects <" + expected + ">";
    }
}
