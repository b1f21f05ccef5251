package io.drover.job.provider;

import io.drover.provider.DetectedFormat;
import io.drover.provider.FileFormat;
import io.drover.provider.RejectsWriter;
import io.drover.provider.csv.CsvFormat;
import io.drover.provider.csv.CsvRejects;
import io.drover.provider.datapackage.PackageFormat;
import io.drover.provider.datapackage.PackageRejects;
import io.drover.provider.excel.ExcelFormat;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.json.JsonFormat;
import io.drover.provider.json.JsonRejects;
import io.drover.provider.xml.XmlFormat;
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
