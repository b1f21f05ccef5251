package io.drover.provider.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook made from the XML of its parts, for what no library writes. */
final class RawWorkbook {
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relationships = new StringBuilder();
    private String properties = "";
    private String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private int count;

    RawWorkbook sheet(String name, String rows) {
        return sheet(name, "visible", rows);
    }

    RawWorkbook sheet(String name, String state, String rows) {
        count++;
        sheets.append(
                "<sheet name='" + name + "' sheetId='" + count + "' state='" + state + "' r:id='s" + count + "'/>");
        relationship("s" + count, "worksheet", "worksheets/sheet" + count + ".xml");
        return part(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet xmlns='" + main + "'><dimension ref='A1'/><sheetData>" + rows + "</sheetData></worksheet>");
    }

    RawWorkbook strings(String items) {
        relationship("strings", "sharedStrings", "/xl/sharedStrings.xml");
        return part("xl/sharedStrings.xml", "<sst xmlns='" + main + "'>" + items + "</sst>");
    }

    /** Styles 0, 1, ... of these format codes. */
    RawWorkbook styles(String... codes) {
        StringBuilder formats = new StringBuilder("<numFmts>");
        StringBuilder styles = new StringBuilder("<cellXfs>");
        for (int i = 0; i < codes.length; i++) {
            boolean builtIn = codes[i].matches("\\d+");
            formats.append(builtIn ? "" : "<numFmt numFmtId='" + (200 + i) + "' formatCode='" + codes[i] + "'/>");
            styles.append("<xf numFmtId='" + (builtIn ? codes[i] : "" + (200 + i)) + "'/>");
        }
        relationship("styles", "styles", "styles.xml");
        return part(
                "xl/styles.xml",
                "<styleSheet xmlns='" + main + "'>" + formats
                        + "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" + styles
                        + "</cellXfs></styleSheet>");
    }

    RawWorkbook date1904() {
        properties = "<workbookPr date1904='1'/>";
        return this;
    }

    RawWorkbook strict() {
        main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        return this;
    }

    RawWorkbook part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    private void relationship(String id, String type, String target) {
        relationships.append(
                "<Relationship Id='" + id + "' Type='" + office + "/" + type + "' Target='" + target + "'/>");
    }

    Path write(Path file) throws IOException {
        parts.putIfAbsent(
                "_rels/.rels",
                "<Relationships><Relationship Id='r' Type='" + office
                        + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        parts.putIfAbsent(
                "xl/workbook.xml",
                "<workbook xmlns='" + main + "' xmlns:r='" + office + "'>" + properties + "<sheets>" + sheets
                        + "</sheets></workbook>");
        parts.putIfAbsent("xl/_rels/workbook.xml.rels", "<Relationships>" + relationships + "</Relationships>");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
