package io.drover.provider.datapackage;

import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.nio.file.Path;

/** The {@code <package>} source: each entity is a table. */
@XmlRootElement(name = "package")
public final class PackageSource extends SourceFormat {
    @Override
    public Opener opener(Context context) {
        return file -> PackageReader.open(file, context);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new PackageRejects(target);
    }

    @Override
    public boolean zipped() {
        return true;
    }

    /** Dynamics 365 has no null. */
    @Override
    public boolean knowsNull() {
        return false;
    }
}
