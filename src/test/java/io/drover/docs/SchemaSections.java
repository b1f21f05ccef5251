package io.drover.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** The sections of a page: one for each element that has more to say than its parent's table; a type that is used twice has one. */
final class SchemaSections {
    private final Schema schema;
    private final Map<Element, Section> byType = new LinkedHashMap<>();

    /**
     * A section.
     *
     * @param element the first declaration that has its type
     * @param path the elements around it there, the nearest first
     * @param names what elements of the type are called
     * @param documentations what the declarations say
     */
    record Section(Element element, List<Element> path, Set<String> names, Set<String> documentations) {
        /** Its heading, with as many of the elements around it. */
        String heading(int around) {
            String heading = names.stream().map(SchemaSections::tag).collect(Collectors.joining(", "));
            return heading
                    + path.stream()
                            .limit(around)
                            .map(parent -> " in " + tag(parent.getAttribute("name")))
                            .collect(Collectors.joining());
        }
    }

    SchemaSections(Schema schema) {
        this.schema = schema;
        schema.roots().forEach(root -> add(root, List.of()));
    }

    private void add(Element element, List<Element> path) {
        Section known = byType.get(schema.type(element));
        String name = element.getAttribute("name");
        if (known != null) {
            known.names.add(name);
            known.documentations.add(Schema.documentation(element));
        } else if (path.isEmpty() || saysMore(element)) {
            byType.put(
                    schema.type(element),
                    new Section(
                            element,
                            path,
                            new LinkedHashSet<>(Set.of(name)),
                            new LinkedHashSet<>(Set.of(Schema.documentation(element)))));
            List<Element> inside = new ArrayList<>(path);
            inside.add(0, element);
            schema.elementsIn(element).forEach(child -> add(child.element(), inside));
        }
    }

    private boolean saysMore(Element element) {
        String content = schema.content(element);
        return !schema.attributes(element).isEmpty()
                || !schema.elementsIn(element).isEmpty()
                || !(content.isEmpty() || content.equals("xs:string"));
    }

    Iterable<Section> all() {
        return byType.values();
    }

    /** The heading of a section: as short as it can be without being another's too. */
    String heading(Section section) {
        int around = 0;
        while (around < section.path.size() && isAnothers(section, around)) {
            around++;
        }
        return section.heading(around);
    }

    private boolean isAnothers(Section section, int around) {
        return byType.values().stream()
                .anyMatch(other -> other != section && other.heading(around).equals(section.heading(around)));
    }

    /** An element's name, which leads to its section where it has one. */
    String link(Element element) {
        Section section = byType.get(schema.type(element));
        String tag = tag(element.getAttribute("name"));
        return section == null ? tag : "[" + tag + "](#" + Markdown.anchor(heading(section)) + ")";
    }

    private static String tag(String name) {
        return "`<" + name + ">`";
    }
}
