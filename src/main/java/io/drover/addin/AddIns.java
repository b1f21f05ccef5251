package io.drover.addin;

import io.drover.addin.AddIn.Part;
import io.drover.definition.text.ParameterNames;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.Resource;

/**
 * The add-ins that a Camel context has: the route templates whose files are in the folder add-ins. An add-in that declares a
 * parameter named like a part (webService for web-service) uses that part; a part may use others in the same way.
 *
 * <pre>{@code
 * AddIn paging = addIns.get("import-data-with-paging"); // routes/add-ins/import-data-with-paging.camel.yaml
 * }</pre>
 */
public final class AddIns {
    private static final String FOLDER = "add-ins";
    private static final String PARTS = "parts";

    /** Parameters of an add-in that Drover gives itself. */
    private static final Set<String> GIVEN = Set.of("task", "endpoint", "jobs");

    /** Parts that belong to every add-in without being declared: their parameters are every task's. */
    private static final Set<String> COMMON = Set.of("notification");

    private final CamelContext camel;

    public AddIns(CamelContext camel) {
        this.camel = camel;
    }

    /** All, by name. */
    public List<AddIn> all() {
        return templates(FOLDER).values().stream().map(this::addIn).toList();
    }

    /**
     * An add-in by its name.
     *
     * @throws IllegalArgumentException when there is none; says which there are
     */
    public AddIn get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no add-in '" + name + "'; there are "
                        + templates(FOLDER).keySet() + " in routes/add-ins"));
    }

    /** An add-in by its name; empty when there is none. */
    public Optional<AddIn> find(String name) {
        return Optional.ofNullable(templates(FOLDER).get(name)).map(this::addIn);
    }

    /**
     * A part by its name, as an add-in of its own.
     *
     * @throws IllegalArgumentException when there is none; says which there are
     */
    public AddIn part(String name) {
        Map<String, RouteTemplateDefinition> all = templates(PARTS);
        return Optional.ofNullable(all.get(name))
                .map(this::addIn)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no part '" + name + "'; there are " + all.keySet() + " in routes/add-ins/parts"));
    }

    /** The files that an add-in is made of: its own template's and those of the parts it uses; none when there is no such add-in. */
    public List<Path> files(String name) {
        Map<String, RouteTemplateDefinition> all = templates(FOLDER);
        Map<String, RouteTemplateDefinition> parts = templates(PARTS);
        return find(name)
                .map(addIn -> Stream.concat(
                                Stream.of(all.get(name)), addIn.parts().stream().map(part -> parts.get(part.name())))
                        .map(template -> path(template.getResource()))
                        .toList())
                .orElse(List.of());
    }

    private AddIn addIn(RouteTemplateDefinition template) {
        Map<String, RouteTemplateDefinition> partTemplates = templates(PARTS);
        List<Part> parts = parts(template, partTemplates);
        Map<String, AddInParameter> parameters = new LinkedHashMap<>();
        List<RouteTemplateDefinition> declaring = new ArrayList<>(List.of(template));
        parts.forEach(part -> declaring.add(partTemplates.get(part.name())));
        for (RouteTemplateDefinition one : declaring) {
            declared(one).stream()
                    .filter(parameter -> !GIVEN.contains(parameter.getName())
                            && parts.stream().noneMatch(part -> part.given().equals(parameter.getName())))
                    .forEach(parameter -> parameters.putIfAbsent(parameter.getName(), AddInParameter.of(parameter)));
        }
        String description = Objects.requireNonNullElse(template.getDescriptionText(), "");
        return new AddIn(template.getId(), description, names(template), List.copyOf(parameters.values()), parts);
    }

    /** The parts that a template uses, those that they use, and those of every add-in. */
    private static List<Part> parts(RouteTemplateDefinition template, Map<String, RouteTemplateDefinition> templates) {
        Map<String, Part> parts = new LinkedHashMap<>();
        COMMON.stream()
                .filter(templates::containsKey)
                .forEach(name -> parts.put(name, new Part(name, "", names(templates.get(name)))));
        Deque<String> declared = new ArrayDeque<>(names(template));
        while (!declared.isEmpty()) {
            String given = declared.remove();
            for (RouteTemplateDefinition part : templates.values()) {
                if (ParameterNames.key(given).equals(ParameterNames.key(part.getId()))
                        && parts.putIfAbsent(part.getId(), new Part(part.getId(), given, names(part))) == null) {
                    declared.addAll(names(part));
                }
            }
        }
        return parts.values().stream().sorted(Comparator.comparing(Part::name)).toList();
    }

    /** The parameters that every task may set, whatever its add-in. */
    public List<AddInParameter> common() {
        return templates(PARTS).values().stream()
                .filter(part -> COMMON.contains(part.getId()))
                .flatMap(part -> declared(part).stream())
                .filter(parameter -> !GIVEN.contains(parameter.getName()))
                .map(AddInParameter::of)
                .toList();
    }

    private static Set<String> names(RouteTemplateDefinition template) {
        return declared(template).stream()
                .map(RouteTemplateParameterDefinition::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<RouteTemplateParameterDefinition> declared(RouteTemplateDefinition template) {
        return Objects.requireNonNullElse(template.getTemplateParameters(), List.of());
    }

    /** The templates by name whose files are in a folder of this name. */
    private Map<String, RouteTemplateDefinition> templates(String folder) {
        return ((ModelCamelContext) camel)
                .getRouteTemplateDefinitions().stream()
                        .filter(template -> folder.equals(folder(template.getResource())))
                        .sorted((one, other) -> one.getId().compareTo(other.getId()))
                        .collect(Collectors.toMap(
                                RouteTemplateDefinition::getId, template -> template, (a, b) -> a, LinkedHashMap::new));
    }

    private static Path path(Resource file) {
        return Path.of(file.getLocation().replaceFirst("^file:", ""));
    }

    private static String folder(Resource file) {
        if (file == null) {
            return "";
        }
        Path parent = path(file).getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }
}
