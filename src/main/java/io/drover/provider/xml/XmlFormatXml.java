package io.drover.provider.xml;

import io.drover.definition.XmlBean;
import io.drover.provider.FormatXml;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <xml>} as written in a job, as its source and as its destination; defaults of attributes are the schema's. */
public final class XmlFormatXml {
    private XmlFormatXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class XmlSource extends XmlBean {
        @XmlAttribute
        String tableOptions;

        @XmlAttribute
        String decimalSeparator;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String records;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        public String xslt;

        @XmlElement(name = "column")
        List<XmlSourceColumn> columns = new ArrayList<>();

        @XmlElement(name = "table")
        List<XmlSourceTable> tables = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class XmlSourceTable extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String records;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String parentKey;

        @XmlElement(name = "column")
        List<XmlSourceColumn> columns = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class XmlSourceColumn extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String path;

        @XmlAttribute
        String separator;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class XmlDestination extends FormatXml.ValueFormatsXml {
        @XmlAttribute
        String shape;

        @XmlAttribute
        String encoding;

        @XmlAttribute
        boolean byteOrderMark;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        public String xslt;

        @XmlElement(name = "table")
        List<XmlNestedTable> tables = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class XmlNestedTable extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String parent;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String parentKey;
    }
}
