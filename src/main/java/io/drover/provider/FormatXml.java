package io.drover.provider;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;

/** The formats of files as written in a job, below its source and its destination; defaults of attributes are the schema's. */
public final class FormatXml {
    private FormatXml() {}

    /** The attribute group ValueFormats; a format that writes text inherits it. */
    @XmlTransient
    @XmlAccessorType(XmlAccessType.FIELD)
    public abstract static class ValueFormatsXml extends XmlBean {
        @XmlAttribute
        public String decimalSeparator;

        @XmlAttribute
        public String dateFormat;

        @XmlAttribute
        public String timestampFormat;

        @XmlAttribute
        String timeFormat;

        @XmlAttribute
        public String trueText;

        @XmlAttribute
        public String falseText;

        /** The formats of a destination, checked. */
        public ValueFormats valueFormats(Problems problems) {
            ValueFormats formats = new ValueFormats(
                    decimalSeparator.charAt(0), dateFormat, timestampFormat, timeFormat, trueText, falseText);
            String problem = formats.problem();
            if (problem != null) {
                problems.add(line, problem);
                return ValueFormats.CANONICAL;
            }
            return formats;
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Excel extends XmlBean {}

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class DataPackage extends XmlBean {}

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Detect extends XmlBean {
        @XmlAttribute
        public String decimalSeparator;
    }
}
