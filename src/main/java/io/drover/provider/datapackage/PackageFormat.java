package io.drover.provider.datapackage;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;

/** {@code <package>}: data packages of Dynamics 365. */
public final class PackageFormat implements Format {
    @Override
    public String element() {
        return "package";
    }

    @Override
    public String extension() {
        return ".zip";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(PackageSource.class, PackageDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new PackageSource();
    }

    /** A zip may hold files of any format: what is in it tells. */
    @Override
    public boolean isNamed(String extension) {
        return false;
    }

    @Override
    public boolean isZipWith(String name) {
        return name.equals("manifest.xml") || name.equals("packageheader.xml");
    }
}
