package io.drover.api.local;

import io.drover.api.ConnectionOperations;
import io.drover.connection.CallLimits.Counts;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.definition.ConnectionOption;
import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.connection.webservice.ConnectionTester;
import io.drover.connection.webservice.ConnectionTester.State;
import io.drover.connection.webservice.ConnectionTester.Step;
import io.drover.definition.Catalog;
import io.drover.definition.WrittenValue;
import io.drover.settings.secrets.SecretNames;
import io.drover.settings.secrets.Secrets;
import java.util.List;

/** The connections of this process. */
public final class LocalConnectionOperations implements ConnectionOperations {
    private final Catalog catalog;
    private final NamedConnections connections;

    public LocalConnectionOperations(Catalog catalog, NamedConnections connections) {
        this.catalog = catalog;
        this.connections = connections;
    }

    @Override
    public List<ConnectionView> connections() {
        return catalog.current().all(ConnectionDefinition.class).values().stream()
                .map(this::view)
                .toList();
    }

    private ConnectionView view(ConnectionDefinition definition) {
        Counts counts = connections.counts(definition.name());
        return new ConnectionView(
                definition.name(),
                definition.head().description(),
                definition
                        .option(ConnectionOption.BASE_URL)
                        .map(value -> value(value).value())
                        .orElse(null),
                definition
                        .option(ConnectionOption.AUTHENTICATION)
                        .map(WrittenValue::value)
                        .orElse("none"),
                new ConnectionCounts(counts.running(), counts.waiting(), counts.calls(), counts.failed()));
    }

    @Override
    public ConnectionSettings connection(String name) {
        ConnectionDefinition definition = catalog.find(ConnectionDefinition.class, name);
        return new ConnectionSettings(
                definition.name(),
                definition.head().description(),
                definition.values().stream().map(this::value).toList());
    }

    private ConnectionValue value(WrittenValue written) {
        try {
            String value = connections.resolved(written.value());
            boolean secret = SecretNames.isSecret(written.name()) && !value.isEmpty();
            return new ConnectionValue(
                    written.name(), secret ? Secrets.HIDDEN : Secrets.hide(value), written.place(), null);
        } catch (IllegalArgumentException e) {
            return new ConnectionValue(written.name(), null, written.place(), Secrets.hide(e.getMessage()));
        }
    }

    @Override
    public ConnectionTest test(String name) throws InterruptedException {
        Connection connection = connections.get(name);
        ConnectionTester tester = new ConnectionTester(connection);
        List<Step> steps = tester.steps();
        return new ConnectionTest(
                connection.name(),
                Secrets.hide(tester.address()),
                steps.stream().noneMatch(step -> step.state() == State.FAILED),
                steps.stream()
                        .map(step -> new ConnectionStep(
                                step.name(), StepState.valueOf(step.state().name()), Secrets.hide(step.found())))
                        .toList());
    }
}
