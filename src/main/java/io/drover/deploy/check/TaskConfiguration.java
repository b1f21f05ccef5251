package io.drover.deploy.check;

import io.drover.addin.AddIn;
import io.drover.addin.AddInParameter;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.WrittenValue;
import io.drover.settings.Settings;
import io.drover.settings.secrets.SecretNames;
import io.drover.settings.secrets.Secrets;
import io.drover.task.definition.TaskDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the parameters of tasks come to, from the files alone: no server needs to run, and none is asked. */
public final class TaskConfiguration {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?:(env|file|enc):)?([^{}]+)}}");

    private final Settings settings;

    public TaskConfiguration(Settings settings) {
        this.settings = settings;
    }

    /**
     * A config file.
     *
     * @param parameters how many it has
     * @param tasks that use it
     */
    public record ConfigFile(Path file, int parameters, List<String> tasks) {}

    /** All config files, by name. */
    public List<ConfigFile> configFiles() {
        Definitions definitions = definitions();
        return Installation.of(settings).list(FileKind.CONFIG).paths().stream()
                .map(file -> new ConfigFile(
                        file,
                        WrittenValue.of(file).size(),
                        definitions.all(TaskDefinition.class).values().stream()
                                .filter(task -> file.equals(task.work().config()))
                                .map(TaskDefinition::name)
                                .toList()))
                .toList();
    }

    /**
     * The parameters of a task: those of its add-in in their order, then those that it does not use.
     *
     * @throws IllegalArgumentException when there is no such task or add-in
     */
    public List<ParameterOrigin> parameters(String name) {
        Catalog catalog = new Catalog();
        catalog.replace(definitions());
        TaskDefinition task = catalog.find(TaskDefinition.class, name);
        List<WrittenValue> own = WrittenValue.of(task.file());
        List<WrittenValue> config = task.work().config() == null
                ? List.of()
                : WrittenValue.of(task.work().config());
        AddIn addIn = addIn(task);
        List<ParameterOrigin> parameters = new ArrayList<>();
        for (AddInParameter parameter : addIn.parameters()) {
            Optional<WrittenValue> ofTask = find(own, parameter.name());
            Optional<WrittenValue> ofConfig = find(config, parameter.name());
            parameters.add(ofConfig.or(() -> ofTask)
                    .map(value -> written(parameter.name(), value, ofConfig.isPresent() ? ofTask : Optional.empty()))
                    .orElseGet(() -> ofDefault(addIn, parameter)));
        }
        List<WrittenValue> others = new ArrayList<>(own);
        others.addAll(config);
        others.stream()
                .filter(value -> addIn.parameter(value.name()).isEmpty())
                .forEach(value -> parameters.add(new ParameterOrigin(
                        value.name(), shown(value.name(), value.value()), value.place(), "", null, null, false)));
        return parameters;
    }

    private Definitions definitions() {
        return DefinitionLoader.load(settings.folders().root(), Definitions.NONE);
    }

    private AddIn addIn(TaskDefinition task) {
        try (Inspection inspection = Inspection.ofAddIns(settings)) {
            return inspection.addIns().get(task.addIn());
        }
    }

    private static Optional<WrittenValue> find(List<WrittenValue> values, String parameter) {
        return values.stream().filter(value -> value.isCalled(parameter)).findFirst();
    }

    private ParameterOrigin written(String parameter, WrittenValue value, Optional<WrittenValue> overridden) {
        String overrides = overridden.map(WrittenValue::place).orElse(null);
        String through = through(value.value());
        try {
            String resolved = settings.resolve(value.value());
            return new ParameterOrigin(
                    parameter, shown(parameter, resolved), value.place(), through, overrides, null, true);
        } catch (IllegalArgumentException e) {
            return new ParameterOrigin(parameter, null, value.place(), through, overrides, e.getMessage(), true);
        }
    }

    private static ParameterOrigin ofDefault(AddIn addIn, AddInParameter parameter) {
        String problem = parameter.required() ? "is required: " + parameter.meaning() : null;
        String origin = parameter.required() ? "" : "default of " + addIn.name();
        return new ParameterOrigin(parameter.name(), parameter.defaultValue(), origin, "", null, problem, true);
    }

    private static String shown(String parameter, String value) {
        if (SecretNames.isSecret(parameter) && !value.isEmpty()) {
            return Secrets.HIDDEN;
        }
        Secrets.addNamed(parameter, value);
        return Secrets.hide(value);
    }

    private String through(String written) {
        return PLACEHOLDER
                .matcher(written)
                .results()
                .map(found -> {
                    String name = found.group(2);
                    if (found.group(1) == null) {
                        String setting = settings.written(name);
                        return setting.isEmpty()
                                ? ""
                                : "setting " + name + (setting.contains("{{") ? ", " + through(setting) : "");
                    }
                    return switch (found.group(1)) {
                        case "env" -> "environment variable " + name;
                        case "file" -> "file " + name;
                        default -> "encrypted";
                    };
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
