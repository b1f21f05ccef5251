package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a scheduled task of Dynamicweb says, wherever its file says it: the form of the file is not published, so any root is
 * taken, and names with or without "Task" before them, as elements or attributes, in any case. The settings of the add-in are
 * known: {@code <Parameters addin="Type"><Parameter name value/></Parameters>}, as elements or as text.
 *
 * @param fields by name in lower case, without "task" before it
 * @param addIn the add-in's .NET type; empty when there is none
 * @param parameters of the add-in, in file order
 */
record SavedTask(Map<String, String> fields, String addIn, Map<String, String> parameters) {

    static SavedTask of(Element root, Function<String, Element> parser) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Element> settings = new ArrayList<>();
        collect(root, parser, fields, settings);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element block : settings) {
            for (Element parameter : children(block)) {
                String value =
                        parameter.hasAttribute("value") ? parameter.getAttribute("value") : parameter.getTextContent();
                parameters.put(parameter.getAttribute("name"), value.strip());
            }
        }
        String type = settings.stream()
                .map(block -> block.getAttribute("addin"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(fields.getOrDefault("addintypename", ""));
        return new SavedTask(fields, type, parameters);
    }

    private static void collect(
            Element element, Function<String, Element> parser, Map<String, String> fields, List<Element> settings) {
        if (element.getTagName().equalsIgnoreCase("Parameters")) {
            settings.add(element);
            return;
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            fields.putIfAbsent(key(attribute.getName()), attribute.getValue().strip());
        }
        for (Element child : children(element)) {
            String text = child.getTextContent().strip();
            if (text.startsWith("<") && text.contains("<Parameters")) {
                collect(parser.apply(text), parser, fields, settings);
            } else {
                if (children(child).isEmpty()) {
                    fields.putIfAbsent(key(child.getTagName()), text);
                }
                collect(child, parser, fields, settings);
            }
        }
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("task") && lower.length() > "task".length() ? lower.substring("task".length()) : lower;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** The first of these fields that says something. */
    Optional<String> field(String... names) {
        for (String name : names) {
            String value = fields.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    boolean is(String... names) {
        return field(names)
                .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .isPresent();
    }
}
