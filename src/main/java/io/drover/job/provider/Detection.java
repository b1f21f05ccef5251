package io.drover.job.provider;

import io.drover.provider.DeliveryFile;
import io.drover.provider.DetectedFormat;
import io.drover.provider.FileFormat;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvFormat;
import io.drover.provider.datapackage.PackageFormat;
import io.drover.provider.excel.ExcelFormat;
import io.drover.provider.file.Content;
import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.json.JsonFormat;
import io.drover.provider.xml.XmlFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The format of files of which the job does not say it: their content tells, and it is reported. */
final class Detection {
    private Detection() {}

    /** The format of a file. */
    static FileFormat of(DetectedFormat format, DeliveryFile file) throws IOException {
        return switch (Content.of(file)) {
            case XML -> new XmlFormat(format.decimalSeparator());
            case JSON -> JsonFormat.DETECTED;
            case EXCEL -> ExcelFormat.ALL;
            case PACKAGE -> new PackageFormat();
            case CSV, GZIP, ZIP -> CsvFormat.DETECTED; // whose reader says what is wrong with a zip
        };
    }

    /** The format of the first file of a delivery. */
    static FileFormat of(DetectedFormat format, Path delivery) throws IOException {
        try (DeliveryFiles files = DeliveryFiles.open(delivery)) {
            return of(format, files.files().get(0));
        }
    }

    /** A reader that remarks what was detected. */
    static RecordReader remarking(FileFormat detected, RecordReader reader) {
        return new Remarking(detected, reader);
    }

    private static String name(FileFormat format) {
        if (format instanceof CsvFormat) {
            return "csv";
        }
        if (format instanceof JsonFormat) {
            return "json";
        }
        if (format instanceof ExcelFormat) {
            return "excel";
        }
        return format instanceof XmlFormat ? "xml" : "package";
    }

    private record Remarking(FileFormat detected, RecordReader reader) implements RecordReader {
        @Override
        public RecordBatch next() throws IOException {
            return reader.next();
        }

        @Override
        public Map<String, String> watermarks() {
            return reader.watermarks();
        }

        @Override
        public List<String> remarks() {
            return Stream.concat(Stream.of("detected " + name(detected)), reader.remarks().stream())
                    .toList();
        }

        @Override
        public void cancel() {
            reader.cancel();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
