package io.drover.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** add-ins.md from the route templates in routes/add-ins. */
final class AddInsPage {
    /** What Drover gives to an add-in itself. */
    private static final Set<String> GIVEN = Set.of("endpoint", "task", "jobs");

    private AddInsPage() {}

    static String text(Path folder) throws Exception {
        Markdown page = new Markdown("Add-ins", "routes/add-ins");
        page.paragraph(
                """
                What `<addIn name="...">` of a scheduled task can name: the route templates in `routes/add-ins`, and
                what `<parameter name="...">` can set. In a task, case, spaces and punctuation of a parameter's name do not
                matter: "Web service URL" is `webServiceUrl`.""");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            for (Path file : files(folder)) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
            }
            camel.getRouteTemplateDefinitions().forEach(addIn -> addIn(page, addIn));
        }
        return page.toString();
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void addIn(Markdown page, RouteTemplateDefinition addIn) {
        page.heading("`" + addIn.getId() + "`");
        page.paragraph(addIn.getDescriptionText() + ".");
        page.table(
                List.of("parameter", "required", "default", "meaning"),
                addIn.getTemplateParameters().stream()
                        .filter(parameter -> !GIVEN.contains(parameter.getName()))
                        .map(AddInsPage::parameter)
                        .toList());
    }

    private static List<String> parameter(RouteTemplateParameterDefinition parameter) {
        String value = parameter.getDefaultValue() == null ? "" : parameter.getDefaultValue();
        return List.of(
                Markdown.code(parameter.getName()),
                parameter.getDefaultValue() == null ? "yes" : "no",
                Markdown.code(value),
                parameter.getDescription());
    }
}
