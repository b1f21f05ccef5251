package io.drover.job.definition;

import io.drover.definition.XmlBean;
import io.drover.mapping.definition.MappingXml;
import io.drover.provider.FormatXml;
import io.drover.provider.csv.CsvXml;
import io.drover.provider.datapackage.PackageXml;
import io.drover.provider.excel.ExcelXml;
import io.drover.provider.json.JsonXml;
import io.drover.provider.sql.SqlSourceXml;
import io.drover.provider.xml.XmlFormatXml;
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

    @XmlElement
    String description;

    @XmlElement
    Source source;

    @XmlElement
    Destination destination;

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

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Source extends XmlBean {
        @XmlElement
        XmlFormatXml.XmlSource xml;

        @XmlElement
        CsvXml.CsvSource csv;

        @XmlElement
        ExcelXml excel;

        @XmlElement
        JsonXml.JsonSource json;

        @XmlElement(name = "package")
        FormatXml.DataPackage packaged;

        @XmlElement
        FormatXml.Detect detect;

        @XmlElement
        SqlSourceXml sql;

        @XmlElement
        Endpoint endpoint;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Destination extends XmlBean {
        @XmlElement
        Sql sql;

        @XmlElement
        XmlFormatXml.XmlDestination xml;

        @XmlElement
        CsvXml.CsvDestination csv;

        @XmlElement
        FormatXml.Excel excel;

        @XmlElement
        JsonXml.JsonDestination json;

        @XmlElement(name = "package")
        PackageXml packaged;

        @XmlElement
        Output output;

        @XmlElement
        Endpoint endpoint;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Endpoint extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String uri;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Output extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String folder;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String file;

        @XmlAttribute
        String whenEmpty;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Sql extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String dataSource;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String schema;
    }
}
