package io.drover.job.definition;

import io.drover.definition.Problems;
import io.drover.mapping.definition.MappingXml;
import io.drover.provider.DestinationDefinition;
import io.drover.provider.DetectedFormat;
import io.drover.provider.FileDestination;
import io.drover.provider.FileFormat;
import io.drover.provider.FileSource;
import io.drover.provider.SourceDefinition;
import io.drover.provider.datapackage.PackageFormat;
import io.drover.provider.excel.ExcelOutput;
import io.drover.provider.sql.SqlDestination;
import io.drover.provider.xml.XmlFormatConverter;
import java.util.List;

/** From the beans of a job's source and destination to their records, with the checks that a schema cannot make. */
final class ProviderConverter {
    private final Problems problems;

    ProviderConverter(Problems problems) {
        this.problems = problems;
    }

    SourceDefinition source(JobXml.Source source, List<MappingXml> mappings) {
        if (source.sql != null) {
            if (source.endpoint != null) {
                problems.add(
                        source.endpoint.line, "an <endpoint> fetches files; a <sql> source reads none: remove one");
            }
            return source.sql.convert(
                    mappings.stream().map(mapping -> mapping.source).toList(), problems);
        }
        return new FileSource(format(source), source.endpoint == null ? null : source.endpoint.uri);
    }

    private FileFormat format(JobXml.Source source) {
        if (source.xml != null) {
            return new XmlFormatConverter(problems).source(source.xml);
        }
        if (source.csv != null) {
            return source.csv.convert(problems);
        }
        if (source.excel != null) {
            return source.excel.convert();
        }
        if (source.json != null) {
            return source.json.convert(problems);
        }
        return source.packaged != null
                ? new PackageFormat()
                : new DetectedFormat(FileFormat.separator(source.detect.decimalSeparator));
    }

    DestinationDefinition destination(JobXml.Destination destination) {
        if (destination.sql != null) {
            if (destination.output != null || destination.endpoint != null) {
                problems.add(
                        destination.line,
                        "a <sql> destination writes no files: remove <output> and <endpoint>, or give it a file format");
            }
            return new SqlDestination(destination.sql.dataSource, destination.sql.schema);
        }
        JobXml.Output output = destination.output == null ? new JobXml.Output() : destination.output;
        return new FileDestination(
                format(destination),
                output.folder,
                output.file,
                "skip".equals(output.whenEmpty),
                destination.endpoint == null ? null : destination.endpoint.uri);
    }

    private FileFormat format(JobXml.Destination destination) {
        if (destination.xml != null) {
            return new XmlFormatConverter(problems).destination(destination.xml);
        }
        if (destination.csv != null) {
            return destination.csv.convert(problems);
        }
        if (destination.excel != null) {
            return new ExcelOutput();
        }
        return destination.json != null ? destination.json.convert() : destination.packaged.convert();
    }
}
