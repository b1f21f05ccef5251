package io.drover.definition;

import java.util.List;

/** From the beans of a job's source and destination to their records, with the checks that a schema cannot make. */
final class ProviderConverter {
    private final Problems problems;

    ProviderConverter(Problems problems) {
        this.problems = problems;
    }

    SourceDefinition source(JobXml.Source source, List<JobXml.Mapping> mappings) {
        if (source.sql != null) {
            if (source.endpoint != null) {
                problems.add(
                        source.endpoint.line, "an <endpoint> fetches files; a <sql> source reads none: remove one");
            }
            return source.sql.convert(mappings, problems);
        }
        return new FileSource(format(source), source.endpoint == null ? null : source.endpoint.uri);
    }

    private FileFormat format(JobXml.Source source) {
        if (source.xml != null) {
            return xml(source.xml);
        }
        if (source.csv != null) {
            return source.csv.convert(problems);
        }
        if (source.excel != null) {
            return excel(source.excel);
        }
        if (source.json != null) {
            return source.json.convert(problems);
        }
        return source.packaged != null
                ? packaged(source.packaged)
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
            return xml(destination.xml);
        }
        if (destination.csv != null) {
            return destination.csv.convert(problems);
        }
        if (destination.excel != null) {
            return excel(destination.excel);
        }
        return destination.json != null ? destination.json.convert() : packaged(destination.packaged);
    }

    private static XmlFormat xml(FormatXml.Xml xml) {
        return new XmlFormat(FileFormat.separator(xml.decimalSeparator));
    }

    private static ExcelFormat excel(FormatXml.Excel excel) {
        return new ExcelFormat();
    }

    private static PackageFormat packaged(FormatXml.Package packaged) {
        return new PackageFormat();
    }
}
