package io.drover.job.definition;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.DestinationDefinition;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.FileDestination;
import io.drover.provider.sql.load.SqlDestination;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <destination>} of a job as written: files of a format, or a database. */
@XmlAccessorType(XmlAccessType.FIELD)
final class DestinationXml extends XmlBean {
    /** Null for a database. */
    @XmlElementRef
    DestinationFormat format;

    @XmlElement
    SqlDestination sql;

    @XmlElement
    CollectionDestination collection;

    @XmlElement
    Output output;

    @XmlElement
    EndpointXml endpoint;

    /** The name and place of files. */
    @XmlAccessorType(XmlAccessType.FIELD)
    private static final class Output extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        private String folder;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        private String file;

        @XmlAttribute
        private String whenEmpty = "write";
    }

    private DestinationDefinition collection(Problems problems) {
        if (collection.hasIdleLimit()) {
            problems.add(
                    collection.line,
                    "maxDeletePercent needs mode=\"replace\": nothing else removes records; remove one of them");
        }
        return collection;
    }

    DestinationDefinition convert(Problems problems) {
        if (format == null) {
            if (output != null || endpoint != null) {
                problems.add(
                        line,
                        "a <%s> destination writes no files: remove <output> and <endpoint>, or give it a file format"
                                .formatted(sql == null ? "collection" : "sql"));
            }
            return sql == null ? collection(problems) : sql;
        }
        format.check(problems);
        Output files = output == null ? new Output() : output;
        return new FileDestination(
                format, files.folder, files.file, files.whenEmpty.equals("skip"), EndpointXml.uri(endpoint));
    }
}
