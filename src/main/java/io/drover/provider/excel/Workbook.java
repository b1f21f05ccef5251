package io.drover.provider.excel;

import io.drover.provider.DeliveryException;
import io.drover.provider.NameForm;
import io.drover.provider.file.ContainerXml;
import io.drover.provider.file.ZipContainer;
import io.drover.provider.format.DeliveryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An .xlsx or .xlsm file: its sheets, and what their cells refer to. Transitional and strict Office Open XML. */
final class Workbook implements Closeable {
    private static final String KIND = "workbook";
    private static final int MAX_SHEETS = 1000;
    private static final int MAX_RELATIONSHIPS = 10_000;
    /** Characters of a name, an id or a path. */
    private static final int MAX_NAME = 4_000;

    private final ZipContainer zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean date1904;
    private SharedStrings strings = SharedStrings.none();
    private CellFormats formats = CellFormats.none();

    /**
     * A sheet of cells.
     *
     * @param name without the white space around it
     * @param part where it stands in the file
     */
    record Sheet(String name, String part, boolean hidden) {}

    /** Where a relationship leads to. */
    private record Target(String type, String part) {}

    private Workbook(ZipContainer zip) {
        this.zip = zip;
    }

    /**
     * Opens a workbook.
     *
     * @throws DeliveryException when the file is something else; says what and what to do
     */
    static Workbook open(DeliveryFile file) throws IOException {
        Workbook workbook = new Workbook(ZipContainer.open(file, KIND));
        try {
            workbook.read();
            return workbook;
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private void read() throws IOException {
        String main = zip.has("_rels/.rels")
                ? relationships("").values().stream()
                        .filter(target -> target.type().equals("officeDocument"))
                        .map(Target::part)
                        .findFirst()
                        .orElse(null)
                : null;
        if (main == null || !zip.has(main) || !main.endsWith(".xml")) {
            throw fault("the file is no workbook: " + whatItIs(main));
        }
        Map<String, Target> targets = relationships(main);
        try (ContainerXml xml = xml(main)) {
            if (!xml.root().equals("workbook")) {
                throw fault("the file is no workbook but another document of Office: its main part is <" + xml.name()
                        + ">");
            }
            for (String child = xml.child(); child != null; child = xml.child()) {
                switch (child) {
                    case "workbookPr" -> {
                        date1904 = isTrue(xml.attribute("date1904"));
                        xml.skip();
                    }
                    case "sheets" -> readSheets(xml, targets);
                    default -> xml.skip();
                }
            }
        }
        for (Target target : targets.values()) {
            if (target.type().equals("sharedStrings") && zip.has(target.part())) {
                strings = SharedStrings.of(xml(target.part()));
            } else if (target.type().equals("styles") && zip.has(target.part())) {
                try (ContainerXml xml = xml(target.part())) {
                    formats = CellFormats.read(xml);
                }
            }
        }
    }

    private void readSheets(ContainerXml xml, Map<String, Target> targets) throws IOException {
        while (xml.child() != null) {
            String name = NameForm.seen(named(xml, "name"));
            Target target = targets.get(xml.attribute("id"));
            String state = xml.attribute("state");
            xml.skip();
            if (target == null) {
                throw fault("the workbook is damaged: it does not say where the sheet " + name + " stands");
            }
            if (target.type().equals("worksheet")) { // else a chart or a macro sheet
                sheets.add(new Sheet(name, target.part(), state != null && !state.equals("visible")));
            }
            if (sheets.size() > MAX_SHEETS) {
                throw fault("the workbook has more than " + MAX_SHEETS + " sheets");
            }
        }
    }

    /** The relationships of a part by id; those of the whole file for an empty name. */
    private Map<String, Target> relationships(String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        Map<String, Target> targets = new HashMap<>();
        try (ContainerXml xml = xml(folder + "_rels/" + part.substring(slash) + ".rels")) {
            xml.root();
            while (xml.child() != null) {
                String type = named(xml, "Type");
                String target = named(xml, "Target");
                if (targets.size() > MAX_RELATIONSHIPS) {
                    throw xml.fault("has more than " + MAX_RELATIONSHIPS + " relationships");
                }
                targets.put(
                        named(xml, "Id"), new Target(type.substring(type.lastIndexOf('/') + 1), at(folder, target)));
                xml.skip();
            }
        }
        return targets;
    }

    /** An attribute that is kept. */
    private static String named(ContainerXml xml, String attribute) throws DeliveryException {
        String value = String.valueOf(xml.attribute(attribute));
        if (value.length() > MAX_NAME) {
            throw xml.fault("has an attribute " + attribute + " of more than " + MAX_NAME + " characters");
        }
        return value;
    }

    private static String at(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String path = folder + (target.startsWith("./") ? target.substring(2) : target);
        return path.replaceFirst("[^/]+/\\.\\./", "");
    }

    private String whatItIs(String main) {
        if (main != null && main.endsWith(".bin")) {
            return "it is a binary workbook (.xlsb); save it as Excel workbook (.xlsx)";
        }
        if (zip.has("mimetype")) {
            return "it is an OpenDocument file; save it as Excel workbook (.xlsx)";
        }
        if (zip.has("Manifest.xml")) {
            return "it is a data package; use <package> as the source of the job";
        }
        return "it is a zip file of something else";
    }

    List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** The rows of a sheet, in a stream. */
    SheetRows rows(Sheet sheet) throws IOException {
        return new SheetRows(xml(sheet.part()), sheet.name(), new CellValues(strings, formats, date1904));
    }

    private ContainerXml xml(String part) throws IOException {
        InputStream in = zip.part(part);
        return new ContainerXml(in, "the part " + part);
    }

    static boolean isTrue(String value) {
        return "1".equals(value) || "true".equals(value);
    }

    private static DeliveryException fault(String message) {
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            strings.close();
        }
    }
}
