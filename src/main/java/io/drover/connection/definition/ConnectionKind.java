package io.drover.connection.definition;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.WrittenValue;
import io.drover.definition.config.ConfigDefinition;
import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/** Connections. They refer to config files. */
public final class ConnectionKind extends Kind<ConnectionXml, ConnectionDefinition> {
    public ConnectionKind() {
        super(
                FileKind.CONNECTION,
                "connection",
                "connection",
                "connection.xsd",
                ConnectionXml.class,
                ConnectionDefinition.class);
    }

    @Override
    protected ConnectionDefinition convert(ConnectionXml written, Problems problems) {
        ConnectionDefinition connection = ConnectionConverter.convert(written, problems);
        ConnectionRules.check(connection, value -> value, problems);
        return connection;
    }

    @Override
    protected Resolver<ConnectionXml, ConnectionDefinition> resolver(Definitions others, DefinitionCheck check) {
        return (written, alone, file, problems) -> {
            ConnectionDefinition connection =
                    ConnectionConverter.withConfig(written, alone, others.all(ConfigDefinition.class), problems);
            if (problems.isEmpty()) {
                ConnectionRules.check(connection, check::resolved, problems);
                ConnectionRules.requireAll(connection, problems);
            }
            return connection;
        };
    }

    @Override
    protected List<WrittenValue> values(Path file, ConnectionXml written) {
        return ConnectionConverter.convert(written, new Problems(file)).values();
    }
}
