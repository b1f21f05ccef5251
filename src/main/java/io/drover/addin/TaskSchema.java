package io.drover.addin;

import io.drover.definition.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schema of scheduled tasks with an installation's own add-ins and their parameters, so that an editor completes them. A
 * parameter's name may be written in other ways too, as in a task: "Web service URL" is webServiceUrl.
 */
public final class TaskSchema {
    private TaskSchema() {}

    /** The schema's text. */
    public static String of(List<AddIn> addIns) {
        Map<String, String> parameters = new LinkedHashMap<>();
        addIns.forEach(addIn -> addIn.parameters()
                .forEach(parameter -> parameters.merge(
                        parameter.name(),
                        addIn.name() + ": " + text(parameter),
                        (one, more) -> one.endsWith(text(parameter))
                                ? one.replace(": " + text(parameter), "") + ", " + more
                                : one + " " + more)));
        Map<String, String> names = addIns.stream()
                .collect(Collectors.toMap(
                        AddIn::name, addIn -> addIn.description() + ".", (one, other) -> one, LinkedHashMap::new));
        String types = type("KnownAddIn", names)
                + type("KnownParameter", parameters)
                + "    <xs:simpleType name=\"AnyParameter\">\n        <xs:union memberTypes=\"KnownParameter ParameterName\"/>\n"
                + "    </xs:simpleType>\n";
        return Schemas.text("scheduled-task")
                .replace("type=\"AddInName\"", "type=\"KnownAddIn\"")
                .replace("type=\"ParameterName\"", "type=\"AnyParameter\"")
                .replace("</xs:schema>", "\n" + types + "</xs:schema>");
    }

    private static String text(AddInParameter parameter) {
        String meaning = parameter.meaning() + (parameter.required() ? " (required)." : ".");
        String allowed =
                parameter.allowed().isEmpty() ? "" : " Allowed: " + String.join(", ", parameter.allowed()) + ".";
        return meaning + allowed + (parameter.example() == null ? "" : " Example: " + parameter.example());
    }

    private static String type(String name, Map<String, String> values) {
        StringBuilder type = new StringBuilder(
                "    <xs:simpleType name=\"" + name + "\">\n        <xs:restriction base=\"xs:token\">\n");
        values.forEach((value, meaning) -> type.append("            <xs:enumeration value=\"")
                .append(escaped(value))
                .append("\">\n                <xs:annotation>\n                    <xs:documentation>")
                .append(escaped(meaning))
                .append("</xs:documentation>\n                </xs:annotation>\n            </xs:enumeration>\n"));
        return type.append("        </xs:restriction>\n    </xs:simpleType>\n\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\s+", " ");
    }
}
