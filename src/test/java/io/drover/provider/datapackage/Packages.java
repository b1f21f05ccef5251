package io.drover.provider.datapackage;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Data packages made from their parts, and what is read in them. */
public final class Packages {
    private static final String NAMESPACE = "http://schemas.microsoft.com/dynamics/2015/01/DataManagement";
    public static final String HEADER = "<DataManagementPackageHeader xmlns='" + NAMESPACE
            + "' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><Description/><ManifestType>Microsoft.Dynamics.AX."
            + "Framework.Tools.DataManagement.Serialization.DataManagementPackageManifest</ManifestType><PackageType>"
            + "DefinitionGroup</PackageType><PackageVersion>2</PackageVersion></DataManagementPackageHeader>";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final StringBuilder entities = new StringBuilder();

    /** An entity with a file; {@code more} are elements of the manifest. */
    public Packages entity(String name, String file, String more, String content) {
        entities.append("<DataManagementPackageEntityData><EntityName>" + name + "</EntityName><InputFilePath>" + file
                + "</InputFilePath>" + more + "</DataManagementPackageEntityData>");
        return content == null ? this : part(file, content.getBytes(StandardCharsets.UTF_8));
    }

    public Packages part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public static String manifest(String entities) {
        return "<DataManagementPackageManifest xmlns='" + NAMESPACE
                + "' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><DefinitionGroupName>Test</DefinitionGroupName>"
                + "<PackageEntityList>" + entities + "</PackageEntityList></DataManagementPackageManifest>";
    }

    /** As Dynamics 365 writes its documents. */
    public static byte[] utf16(String document) {
        return ("\uFEFF" + document).getBytes(StandardCharsets.UTF_16LE);
    }

    public Path write(Path file) throws IOException {
        parts.putIfAbsent("Manifest.xml", utf16(manifest(entities.toString())));
        parts.putIfAbsent("PackageHeader.xml", utf16(HEADER));
        return zip(file);
    }

    /** Only the parts that were given. */
    public Path zip(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    /** {@code 1 Table file.csv:2 A=1, B=x} for each record, then the remarks. */
    static List<String> records(Path file, String... wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        try (PackageReader reader =
                PackageReader.open(DeliveryFile.of(file), new SourceFormat.Context(null, Set.of(wanted)))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    lines.add(line(batch, record));
                }
            }
            lines.addAll(reader.remarks());
        }
        return lines;
    }

    private static String line(RecordBatch batch, SourceRecord record) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            if (record.value(i) != null) {
                values.add(batch.columns().get(i) + "=" + record.value(i));
            }
        }
        return record.number() + " " + batch.table().name() + " " + batch.file() + ":" + record.line() + " "
                + String.join(", ", values);
    }
}
