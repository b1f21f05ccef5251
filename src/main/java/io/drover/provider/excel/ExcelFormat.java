package io.drover.provider.excel;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;

/** {@code <excel>}: workbooks of Excel. */
public final class ExcelFormat implements Format {
    @Override
    public String element() {
        return "excel";
    }

    @Override
    public String extension() {
        return ".xlsx";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(ExcelSource.class, ExcelDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new ExcelSource();
    }

    @Override
    public boolean isZipWith(String name) {
        return name.equals("[content_types].xml");
    }
}
