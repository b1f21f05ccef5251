package io.drover.definition;

import java.nio.file.Path;

/**
 * A file of an installation.
 *
 * @param name its path in the folder of its kind, with slashes: {@code ERP/Nightly.xml}
 * @param path where it lies
 */
public record InstallationFile(FileKind kind, String name, Path path) {

    /** What it is called in an export: {@code ScheduledTasks/ERP/Nightly.xml}. */
    public String exportName() {
        return kind.folder() + "/" + name;
    }

    /** The folder within its kind's that it lies in, such as {@code erp/night}; empty for right there. */
    public String group() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
