package io.drover.job.definition;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.SourceDefinition;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.sql.read.SqlSource;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import java.util.List;

/** {@code <source>} of a job as written: files of a format, or a database. */
@XmlAccessorType(XmlAccessType.FIELD)
final class SourceXml extends XmlBean {
    /** Null for a database. */
    @XmlElementRef
    SourceFormat format;

    @XmlElement
    SqlSource sql;

    @XmlElement
    EndpointXml endpoint;

    @XmlElement
    SourceBucketXml bucket;

    /** @param tables the source tables of the job's mappings */
    SourceDefinition convert(List<String> tables, Problems problems) {
        if (format != null) {
            format.check(problems);
            if (endpoint != null && bucket != null) {
                problems.add(bucket.line, "deliveries come from an <endpoint> or a <bucket>: remove one");
            }
            return new FileSource(format, EndpointXml.uri(endpoint), bucket == null ? null : bucket.convert(problems));
        }
        if (endpoint != null) {
            problems.add(endpoint.line, "an <endpoint> fetches files; a <sql> source reads none: remove one");
        }
        if (bucket != null) {
            problems.add(bucket.line, "a <bucket> has files; a <sql> source reads none: remove one");
        }
        sql.check(tables, problems);
        return sql;
    }
}
