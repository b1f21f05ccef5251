package io.drover.provider.detect;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;

/** {@code <detect>}: the format that a job has which does not say one. */
public final class DetectFormat implements Format {
    @Override
    public String element() {
        return "detect";
    }

    @Override
    public String extension() {
        return ".dat";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(DetectSource.class);
    }

    @Override
    public SourceFormat source() {
        return new DetectSource();
    }

    /** Whatever no other format has. */
    @Override
    public boolean isNamed(String extension) {
        return true;
    }
}
