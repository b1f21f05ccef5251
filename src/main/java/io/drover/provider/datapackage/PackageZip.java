package io.drover.provider.datapackage;

import io.drover.provider.datapackage.ManifestWriter.WrittenEntity;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a package that is being made, in temporary files until it is zipped. */
final class PackageZip implements Closeable {
    private final String project;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>(
            Set.of(PackageFile.MANIFEST.toLowerCase(Locale.ROOT), PackageFile.HEADER.toLowerCase(Locale.ROOT)));
    private final List<WrittenEntity> entities = new ArrayList<>();

    PackageZip(String project) {
        this.project = project;
    }

    /** A name for the file of an entity that Dynamics 365 and every file system take, and that no other file has. */
    String nameFor(String entity, String extension) {
        String legal = entity.replaceAll("[\\p{Cntrl}<>:\"/\\\\|?*]", "").strip();
        legal = legal.isEmpty() || legal.startsWith(".") ? "_" + legal : legal;
        String name = legal + extension;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = legal + "_" + i + extension;
        }
        return name;
    }

    /** Adds an entity whose file is, or will be, one of this. */
    void add(WrittenEntity entity) {
        entities.add(entity);
    }

    /** A temporary file that is to get that name in the package. */
    Path temporary(String name) throws IOException {
        Path file = Files.createTempFile("drover-", ".entity");
        files.put(name, file);
        return file;
    }

    /** Writes the package. */
    void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        put(zip, PackageFile.MANIFEST, ManifestWriter.manifest(project, entities));
        put(zip, PackageFile.HEADER, ManifestWriter.header(project));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            Files.copy(file.getValue(), zip);
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
    }
}
