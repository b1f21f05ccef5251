package io.drover.job.provider;

import io.drover.job.definition.JobDefinition;
import io.drover.provider.DeliveryFile;
import io.drover.provider.DetectedFormat;
import io.drover.provider.FileFormat;
import io.drover.provider.RecordReader;
import io.drover.provider.csv.CsvFormat;
import io.drover.provider.csv.CsvRecordReader;
import io.drover.provider.datapackage.EntityFiles;
import io.drover.provider.datapackage.PackageFormat;
import io.drover.provider.datapackage.PackageReader;
import io.drover.provider.excel.ExcelFormat;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.file.Xslt;
import io.drover.provider.json.JsonFormat;
import io.drover.provider.json.JsonRecordReader;
import io.drover.provider.xml.XmlFormat;
import io.drover.provider.xml.XmlSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the files of a delivery, each in its format. */
final class FileReaders {
    private final Path root;
    private final Set<String> wanted;

    /** @param root Files/Integration, where stylesheets lie */
    FileReaders(JobDefinition job, Path root) {
        this.root = root;
        this.wanted = wanted(job);
    }

    /** Lower-case names of the tables that a job's mappings read; empty when it takes all. */
    static Set<String> wanted(JobDefinition job) {
        return job.mappings().stream()
                .map(mapping -> mapping.sourceTable().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /**
     * What opens each file of a delivery.
     *
     * @throws IOException when the format's stylesheet cannot be used
     */
    DeliveryReader.Opener opener(FileFormat format) throws IOException {
        if (format instanceof XmlFormat xml && xml.xslt() != null) {
            List<Xslt> stylesheet = List.of(Xslt.below(root, xml.xslt())); // compiled once for all files
            return file -> XmlSources.open(file, xml, stylesheet);
        }
        return file -> open(format, file);
    }

    private RecordReader open(FileFormat format, DeliveryFile file) throws IOException {
        if (format instanceof XmlFormat xml) {
            return XmlSources.open(file, xml, List.of());
        }
        if (format instanceof CsvFormat csv) {
            return CsvRecordReader.open(csv, file);
        }
        if (format instanceof JsonFormat json) {
            return JsonRecordReader.open(json, file);
        }
        if (format instanceof ExcelFormat excel) {
            return ExcelReader.open(file, excel);
        }
        if (format instanceof PackageFormat) {
            return PackageReader.open(file, this::entity, wanted);
        }
        if (format instanceof DetectedFormat detected) {
            FileFormat found = Detection.of(detected, file);
            return Detection.remarking(found, open(found, file));
        }
        throw new IllegalStateException(format + " is written only");
    }

    /** A file in a data package. Its stylesheets came with it, and may include nothing. */
    private RecordReader entity(DeliveryFile file, EntityFiles.Kind kind, String sheet, List<DeliveryFile> stylesheets)
            throws IOException {
        if (kind == EntityFiles.Kind.XML) {
            List<Xslt> compiled = new ArrayList<>();
            for (DeliveryFile stylesheet : stylesheets) {
                compiled.add(Xslt.compile(stylesheet, null));
            }
            return XmlSources.open(file, new XmlFormat('.'), compiled);
        }
        return open(kind == EntityFiles.Kind.CSV ? CsvFormat.DETECTED : new ExcelFormat(sheet, null, 0), file);
    }
}
