package io.drover.definition.config;

import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.WrittenValue;
import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/** Config files: parameters that override a task's own. */
public final class ConfigKind extends Kind<ConfigXml, ConfigDefinition> {
    public ConfigKind() {
        super(FileKind.CONFIG, "config file", "Parameters", "config.xsd", ConfigXml.class, ConfigDefinition.class);
    }

    @Override
    protected ConfigDefinition convert(ConfigXml written, Problems problems) {
        return new ConfigDefinition(ParameterReader.read(written.parameters, problems), problems.file());
    }

    @Override
    protected List<WrittenValue> values(Path file, ConfigXml written) {
        return ParameterReader.written(file, written.parameters);
    }
}
