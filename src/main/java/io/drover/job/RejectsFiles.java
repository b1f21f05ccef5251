package io.drover.job;

import io.drover.definition.CsvFormat;
import io.drover.definition.DetectedFormat;
import io.drover.definition.ExcelFormat;
import io.drover.definition.FileFormat;
import io.drover.definition.JsonFormat;
import io.drover.definition.PackageFormat;
import io.drover.definition.XmlFormat;
import io.drover.provider.RejectsWriter;
import io.drover.provider.csv.CsvRejects;
import io.drover.provider.datapackage.PackageRejects;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.json.JsonRejects;
import io.drover.provider.xml.XmlSources;
import java.nio.file.Path;

/** Opens the rejects file of a run in the format that was read. */
final class RejectsFiles {
    private RejectsFiles() {}

    static RejectsWriter open(FileFormat format, Path delivery, Path target) {
        if (format instanceof XmlFormat xml) {
            return XmlSources.rejects(delivery, xml, target);
        }
        if (format instanceof CsvFormat csv) {
            return new CsvRejects(csv, target);
        }
        if (format instanceof JsonFormat json) {
            return new JsonRejects(json, target);
        }
        if (format instanceof ExcelFormat excel) {
            return new ExcelRejects(target, excel);
        }
        if (format instanceof PackageFormat) {
            return new PackageRejects(target, entity -> new ExcelRejects(entity, ExcelFormat.ALL));
        }
        if (format instanceof DetectedFormat detected) {
            return new LateRejects(() -> open(Detection.of(detected, delivery), delivery, target));
        }
        throw new IllegalStateException(format + " is written only");
    }
}
