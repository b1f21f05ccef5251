package io.drover.job.definition;

import io.drover.definition.XmlBean;
import io.drover.mapping.definition.MappingXml;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <job>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "job")
@XmlAccessorType(XmlAccessType.FIELD)
final class JobXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    String onError;

    @XmlAttribute
    Integer maxErrors;

    @XmlAttribute
    String timeLimit;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String sourceSchema;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String targetSchema;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String recordIdentifier;

    @XmlAttribute
    boolean validateOnly;

    @XmlElement
    String description;

    @XmlElement
    SourceXml source;

    @XmlElement
    DestinationXml destination;

    @XmlElement(name = "mapping")
    List<MappingXml> mappings = new ArrayList<>();

    /** What was lost when a job of another program was converted to this one. */
    @XmlTransient
    List<String> notes = List.of();

    /** Whether it was converted, so that lines are not those of its file. */
    @XmlTransient
    boolean converted;

    /** Where a part of it stands in its file; 0 when that is not known. */
    int lineHere(XmlBean part) {
        return converted ? 0 : part.line;
    }

    /** Where a database is named. */
    int databaseLine() {
        return destination.sql != null ? destination.sql.line : source.sql != null ? source.sql.line : line;
    }
}
