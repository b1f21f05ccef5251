package io.drover.provider.datapackage;

import io.drover.provider.DeliveryException;
import io.drover.provider.datapackage.Entity.Field;
import io.drover.provider.file.ContainerXml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Manifest.xml: elements in any order, unknown ones skipped. */
final class ManifestReader {
    private static final int MAX_ENTITIES = 5_000;

    private final ContainerXml xml;
    private final List<Entity> entities = new ArrayList<>();

    private ManifestReader(ContainerXml xml) {
        this.xml = xml;
    }

    /** The entities of a manifest, in the order in which they are to be loaded. */
    static List<Entity> read(ContainerXml xml) throws IOException {
        String root = xml.root();
        if (!root.equals("DataManagementPackageManifest")) {
            throw xml.fault("has the root <" + root + ">; <DataManagementPackageManifest> is needed");
        }
        ManifestReader reader = new ManifestReader(xml);
        reader.eachChild(
                "PackageEntityList", () -> reader.eachChild("DataManagementPackageEntityData", reader::entity));
        if (reader.entities.isEmpty()) {
            throw xml.fault("names no entity");
        }
        reader.entities.sort(Entity::inOrder);
        return reader.entities;
    }

    /** What is done at the start of an element, to its end. */
    private interface Step {
        void run() throws IOException;
    }

    private void eachChild(String name, Step step) throws IOException {
        for (String child = xml.child(); child != null; child = xml.child()) {
            if (child.equals(name)) {
                step.run();
            } else {
                xml.skip();
            }
        }
    }

    private void entity() throws IOException {
        Map<String, String> values = new HashMap<>();
        List<Field> fields = new ArrayList<>();
        List<String> transforms = new ArrayList<>();
        for (String child = xml.child(); child != null; child = xml.child()) {
            switch (child) {
                case "EntityMapList" -> eachChild("EntityMap", () -> fields.add(field()));
                case "EntityTransformList" -> eachChild("EntityTransform", () -> transforms.add(transform()));
                default -> values.put(child, xml.text().strip());
            }
        }
        if (entities.size() == MAX_ENTITIES) {
            throw xml.fault("names more than " + MAX_ENTITIES + " entities");
        }
        entities.add(entity(values, fields, transforms));
    }

    private Entity entity(Map<String, String> values, List<Field> fields, List<String> transforms)
            throws DeliveryException {
        String name = values.getOrDefault("EntityName", "");
        String file = values.getOrDefault("InputFilePath", "");
        if (name.isEmpty()) {
            throw xml.fault("has an entity without a name (EntityName), that of the file \"" + file + "\"");
        }
        if (file.isEmpty()) {
            throw xml.fault("does not name the file of the entity " + name + " (InputFilePath)");
        }
        transforms.sort(null);
        return new Entity(
                name,
                emptyToNull(values.get("TargetEntity")),
                new Entity.Content(
                        file,
                        emptyToNull(values.getOrDefault("ExcelSheetName", "").replaceAll("\\$$", "")),
                        values.getOrDefault("SourceFormat", ""),
                        transforms.stream()
                                .map(transform ->
                                        "Resources/" + name + "/" + transform.substring(transform.indexOf(' ') + 1))
                                .toList()),
                fields,
                isTrue(values.get("Disable")),
                List.of(
                        number(name, values, "ExecutionUnit"),
                        number(name, values, "LevelInExecutionUnit"),
                        number(name, values, "SequenceInLevel")));
    }

    /** The number of a step, so that steps sort by it, and its stylesheet. */
    private String transform() throws IOException {
        Map<String, String> values = texts();
        String number = values.getOrDefault("SequenceNumber", "0");
        String file = values.getOrDefault("XsltFileName", "");
        String name = file.isEmpty() ? values.getOrDefault("XsltResourceFileName", "") : file;
        return "%10s".formatted(number).replace(' ', '0') + " " + name;
    }

    private Field field() throws IOException {
        Map<String, String> values = new HashMap<>();
        Map<String, String> conversions = new HashMap<>();
        List<String> defaults = new ArrayList<>();
        for (String child = xml.child(); child != null; child = xml.child()) {
            if (child.equals("EntityFieldConversionList")) {
                eachChild("EntityFieldConversion", () -> conversion(conversions, defaults));
            } else {
                values.put(child, xml.text().strip());
            }
        }
        String name = values.getOrDefault("EntityField", "");
        String column = values.getOrDefault("XMLField", "");
        return new Field(
                column.isEmpty() ? name : column,
                name.isEmpty() ? column : name,
                defaults.isEmpty() ? null : defaults.get(0),
                conversions);
    }

    private void conversion(Map<String, String> conversions, List<String> defaults) throws IOException {
        Map<String, String> values = texts();
        String type = values.getOrDefault("FieldType", "");
        String staging = FieldValue.of(type, "Staging", values);
        if (isTrue(values.get("IsDefault"))) {
            defaults.add(staging);
        } else {
            conversions.put(FieldValue.of(type, "Source", values), staging);
        }
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String child = xml.child(); child != null; child = xml.child()) {
            values.put(child, xml.text().strip());
        }
        return values;
    }

    private int number(String entity, Map<String, String> values, String element) throws DeliveryException {
        String text = values.getOrDefault(element, "");
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw xml.fault("gives the entity " + entity + " the " + element + " \"" + text + "\"; a number is needed");
        }
    }

    private static boolean isTrue(String text) {
        return text != null && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equals("1"));
    }

    private static String emptyToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
