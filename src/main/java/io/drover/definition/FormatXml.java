package io.drover.definition;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** The formats of files as written in a job, below its source and its destination; defaults of attributes are the schema's. */
final class FormatXml {
    private FormatXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Xml extends XmlBean {
        @XmlAttribute
        String decimalSeparator;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Csv extends XmlBean {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Excel extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String sheet;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        @XmlAttribute
        int headerRow;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Json extends XmlBean {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Package extends XmlBean {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Detect extends XmlBean {}
}
