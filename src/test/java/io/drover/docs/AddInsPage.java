package io.drover.docs;

import io.drover.addin.AddIn;
import io.drover.addin.AddInParameter;
import io.drover.addin.AddIns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** add-ins.md from the route templates in routes/add-ins. */
final class AddInsPage {
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
            AddIns addIns = new AddIns(camel);
            List<AddInParameter> common = addIns.common();
            page.heading("Every task");
            page.paragraph(
                    """
                    What every task may set, whatever its add-in; the route template is `parts/notification.camel.yaml`, and
                    the [guide](../guide/notifications.md) says more.""");
            parameters(page, common);
            addIns.all().forEach(addIn -> addIn(page, addIn, common));
        }
        return page.toString();
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void addIn(Markdown page, AddIn addIn, List<AddInParameter> common) {
        page.heading("`" + addIn.name() + "`");
        page.paragraph(addIn.description() + ".");
        parameters(
                page,
                addIn.parameters().stream()
                        .filter(parameter -> !common.contains(parameter))
                        .toList());
    }

    private static void parameters(Markdown page, List<AddInParameter> parameters) {
        page.table(
                List.of("parameter", "required", "default", "meaning", "example"),
                parameters.stream().map(AddInsPage::parameter).toList());
    }

    private static List<String> parameter(AddInParameter parameter) {
        String allowed = parameter.allowed().isEmpty() ? "" : ". Allowed: " + String.join(", ", parameter.allowed());
        return List.of(
                Markdown.code(parameter.name()),
                parameter.required() ? "yes" : "no",
                Markdown.code(parameter.defaultValue() == null ? "" : parameter.defaultValue()),
                parameter.meaning() + allowed,
                Markdown.code(parameter.example() == null ? "" : parameter.example()));
    }
}
