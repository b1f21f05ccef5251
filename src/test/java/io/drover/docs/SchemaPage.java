package io.drover.docs;

import io.drover.docs.SchemaSections.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.w3c.dom.Element;

/** A page about one kind of definition file, from its XSD. Relies on what SchemasTest holds the schemas to. */
final class SchemaPage {
    private final Schema schema;
    private final SchemaSections sections;
    private final Markdown page;

    private SchemaPage(String title, String xsd) throws Exception {
        schema = new Schema(xsd);
        sections = new SchemaSections(schema);
        page = new Markdown(title, xsd.substring(xsd.lastIndexOf('/') + 1));
    }

    static String text(String title, String xsd, Path... examples) throws Exception {
        SchemaPage page = new SchemaPage(title, xsd);
        page.sections.all().forEach(page::section);
        for (Path example : examples) {
            page.page.heading("Example: `" + example.toString().replace('\\', '/') + "`");
            page.page.code("xml", Files.readString(example));
        }
        return page.page.toString();
    }

    private void section(Section section) {
        Element element = section.element();
        page.heading(Math.max(2, Math.min(section.path().size() + 1, 4)), sections.heading(section));
        page.paragraph(
                section.documentations().size() == 1
                        ? Schema.documentation(element)
                        : Schema.documentation(schema.type(element)));
        if (!schema.content(element).isEmpty()) {
            page.paragraph("Content: " + schema.values(schema.content(element)) + ".");
        }
        page.table(
                List.of("attribute", "required", "default", "values", "meaning"),
                schema.attributes(element).stream().map(this::attribute).toList());
        page.table(
                List.of("element in it", "how often", "meaning"),
                schema.elementsIn(element).stream()
                        .map(child -> List.of(
                                sections.link(child.element()),
                                child.howOften(),
                                Schema.documentation(child.element())))
                        .toList());
    }

    private List<String> attribute(Element attribute) {
        return List.of(
                Markdown.code(attribute.getAttribute("name")),
                attribute.getAttribute("use").equals("required") ? "yes" : "no",
                Markdown.code(attribute.getAttribute("default")),
                schema.values(attribute.getAttribute("type")),
                Schema.documentation(attribute));
    }
}
