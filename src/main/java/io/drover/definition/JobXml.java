package io.drover.definition;

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
    List<Mapping> mappings = new ArrayList<>();

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

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ForEach extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String separator;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Mapping extends XmlBean {
        @XmlElement
        ForEach forEach;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String source;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String destination;

        @XmlAttribute
        Boolean automatic;

        @XmlAttribute
        String schemaChange;

        @XmlAttribute
        String mode;

        @XmlAttribute
        boolean removeMissing;

        @XmlAttribute
        int maxDeletePercent;

        @XmlAttribute
        boolean deleteIncoming;

        @XmlAttribute
        boolean truncate;

        @XmlAttribute
        boolean discardDuplicates;

        @XmlElement(name = "deactivate")
        List<Deactivate> deactivations = new ArrayList<>();

        @XmlElement(name = "column")
        List<ColumnXml> columns = new ArrayList<>();

        @XmlElement(name = "key")
        List<Key> keys = new ArrayList<>();

        @XmlElement(name = "condition")
        List<Condition> conditions = new ArrayList<>();

        @XmlElement
        List<Conditions> any = new ArrayList<>();

        @XmlElement
        List<Conditions> all = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Conditions extends XmlBean {
        @XmlElement(name = "condition")
        List<Condition> conditions = new ArrayList<>();

        @XmlElement
        List<Conditions> any = new ArrayList<>();

        @XmlElement
        List<Conditions> all = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Deactivate extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String value;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Key extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Condition extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String operator;

        @XmlAttribute
        String value;
    }
}
