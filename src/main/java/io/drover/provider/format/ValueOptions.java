package io.drover.provider.format;

import io.drover.definition.problem.Problems;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;

/** A format that writes values as text: the attribute group ValueFormats of the schema. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
public abstract class ValueOptions extends DestinationFormat {
    @XmlAttribute
    private String decimalSeparator;

    @XmlAttribute
    private String dateFormat;

    @XmlAttribute
    private String timestampFormat;

    @XmlAttribute
    private String timeFormat;

    @XmlAttribute
    private String trueText;

    @XmlAttribute
    private String falseText;

    /** With the defaults of the group. */
    protected ValueOptions() {
        this(ValueFormats.CANONICAL);
    }

    /** With other defaults, for a type that does not have those of the group. */
    protected ValueOptions(ValueFormats defaults) {
        this.decimalSeparator = String.valueOf(defaults.decimalSeparator());
        this.dateFormat = defaults.dateFormat();
        this.timestampFormat = defaults.timestampFormat();
        this.timeFormat = defaults.timeFormat();
        this.trueText = defaults.trueText();
        this.falseText = defaults.falseText();
    }

    /** How values are written. */
    public ValueFormats values() {
        return new ValueFormats(
                decimalSeparator.charAt(0), dateFormat, timestampFormat, timeFormat, trueText, falseText);
    }

    @Override
    public void check(Problems problems) {
        String problem = values().problem();
        if (problem != null) {
            problems.add(line, problem);
        }
    }
}
