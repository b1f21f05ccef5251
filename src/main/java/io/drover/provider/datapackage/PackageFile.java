package io.drover.provider.datapackage;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.ContainerXml;
import io.drover.provider.file.ZipContainer;
import io.drover.provider.format.DeliveryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A data package: its manifest, and the files in it by the names that the manifest gives. */
final class PackageFile implements Closeable {
    static final String MANIFEST = "Manifest.xml";
    static final String HEADER = "PackageHeader.xml";
    private static final String KIND = "data package";

    private final ZipContainer zip;
    private final List<Entity> entities;

    private PackageFile(ZipContainer zip) throws IOException {
        this.zip = zip;
        require(MANIFEST);
        if (zip.has(HEADER)) {
            try (ContainerXml xml = new ContainerXml(zip.part(HEADER), HEADER)) {
                if (!xml.root().equals("DataManagementPackageHeader")) {
                    throw xml.fault("has the root <" + xml.name() + ">; <DataManagementPackageHeader> is needed");
                }
            }
        }
        try (ContainerXml xml = new ContainerXml(zip.part(MANIFEST), MANIFEST)) {
            entities = ManifestReader.read(xml);
        }
        for (Entity entity : entities) {
            if (!entity.disabled()) {
                check(entity);
            }
        }
    }

    /**
     * Opens a package and checks all that can be known before an entity is read.
     *
     * @throws DeliveryException when it is none, or its manifest names what is not there
     */
    static PackageFile open(DeliveryFile file) throws IOException {
        ZipContainer zip = ZipContainer.open(file, KIND);
        try {
            return new PackageFile(zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void require(String name) throws DeliveryException {
        if (zip.has(name)) {
            return;
        }
        Optional<String> deeper = inFolder(name);
        if (deeper.isPresent()) {
            throw fault(name + " lies in a folder of the zip (" + deeper.get()
                    + "): pack the files themselves, not the folder that they are in");
        }
        throw fault(
                zip.has("[Content_Types].xml")
                        ? "the file is no data package but a workbook or another document of Office; use <excel> as the source of the job"
                        : "the zip is no data package: it has no " + name + ", only " + shortened(zip.names()));
    }

    private Optional<String> inFolder(String name) {
        String end = "/" + name.toLowerCase(Locale.ROOT);
        return zip.names().stream()
                .filter(part -> part.replace('\\', '/').toLowerCase(Locale.ROOT).endsWith(end))
                .findFirst();
    }

    private static String shortened(List<String> names) {
        return names.isEmpty()
                ? "nothing"
                : String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? ", ..." : "");
    }

    private void check(Entity entity) throws DeliveryException {
        String where = "the entity " + entity.name() + " ";
        if (entity.file().indexOf('/') >= 0 || entity.file().indexOf('\\') >= 0) {
            throw fault(where + "has its file \"" + entity.file()
                    + "\" in a folder; Dynamics 365 takes files beside the manifest only");
        }
        if (!zip.has(entity.file())) {
            Optional<String> deeper = inFolder(entity.file());
            throw fault(where + "has the file \"" + entity.file() + "\" in the manifest, and "
                    + (deeper.isPresent()
                            ? "in the zip it lies in a folder (" + deeper.get() + "): put it beside the manifest"
                            : "the zip does not have it, only " + shortened(dataFiles())));
        }
        if (kind(entity) == null) {
            throw fault(where + "has the file \"" + entity.file() + "\" in the format \""
                    + entity.content().sourceFormat() + "\"; Drover reads .csv, .txt, .xlsx and .xml in packages");
        }
        for (String stylesheet : entity.content().stylesheets()) {
            if (!zip.has(stylesheet)) {
                throw fault(where + "has a transformation, and the zip does not have its stylesheet " + stylesheet);
            }
            if (kind(entity) != EntityFile.XML) {
                throw fault(where + "has a transformation (" + stylesheet + ") and its file " + entity.file()
                        + " is no XML: remove one of them");
            }
        }
    }

    private List<String> dataFiles() {
        return zip.names().stream()
                .filter(name -> !name.equalsIgnoreCase(MANIFEST) && !name.equalsIgnoreCase(HEADER))
                .toList();
    }

    /** What the file of an entity is: by its name, for the format's may be anything; null when neither tells. */
    static EntityFile kind(Entity entity) {
        EntityFile byName = EntityFile.named(entity.file());
        if (byName != null) {
            return byName;
        }
        String format = entity.content().sourceFormat().toUpperCase(Locale.ROOT);
        if (format.startsWith("EXCEL")) {
            return EntityFile.EXCEL;
        }
        return format.startsWith("XML") ? EntityFile.XML : format.startsWith("CSV") ? EntityFile.CSV : null;
    }

    /** In the order in which they are to be loaded. */
    List<Entity> entities() {
        return entities;
    }

    void requireHeader() throws DeliveryException {
        require(HEADER);
    }

    boolean hasHeader() {
        return zip.has(HEADER);
    }

    /** A file of the package. */
    DeliveryFile file(String name) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return name.substring(name.lastIndexOf('/') + 1);
            }

            @Override
            public InputStream open() throws IOException {
                return zip.part(name);
            }
        };
    }

    private static DeliveryException fault(String message) {
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
