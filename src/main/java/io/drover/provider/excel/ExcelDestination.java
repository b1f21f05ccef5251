package io.drover.provider.excel;

import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.TableFileWriter;
import jakarta.xml.bind.annotation.XmlRootElement;

/** The {@code <excel>} destination: a workbook whose sheets are the tables. */
@XmlRootElement(name = "excel")
public final class ExcelDestination extends DestinationFormat {
    @Override
    public String defaultName() {
        return "{job}.xlsx";
    }

    @Override
    public TableFileWriter open(Context context) {
        return new ExcelWriter(context.files(), context.filePerTable());
    }
}
