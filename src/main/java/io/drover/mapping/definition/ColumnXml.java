package io.drover.mapping.definition;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <column>} of a mapping as written; defaults of attributes are the schema's. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class ColumnXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String source;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String destination;

    @XmlAttribute
    String type;

    @XmlAttribute
    String whenEmpty;

    @XmlAttribute
    boolean insertOnly;

    @XmlElements({
        @XmlElement(name = "constant", type = TextFunctionXml.Constant.class),
        @XmlElement(name = "append", type = TextFunctionXml.Append.class),
        @XmlElement(name = "prepend", type = TextFunctionXml.Prepend.class),
        @XmlElement(name = "default", type = TextFunctionXml.Default.class),
        @XmlElement(name = "concatenate", type = TextFunctionXml.Concatenate.class),
        @XmlElement(name = "substring", type = TextFunctionXml.Substring.class),
        @XmlElement(name = "trim", type = TextFunctionXml.Trim.class),
        @XmlElement(name = "case", type = TextFunctionXml.Case.class),
        @XmlElement(name = "replace", type = TextFunctionXml.Replace.class),
        @XmlElement(name = "replacePattern", type = TextFunctionXml.ReplacePattern.class),
        @XmlElement(name = "add", type = NumberFunctionXml.Add.class),
        @XmlElement(name = "subtract", type = NumberFunctionXml.Subtract.class),
        @XmlElement(name = "multiply", type = NumberFunctionXml.Multiply.class),
        @XmlElement(name = "divide", type = NumberFunctionXml.Divide.class),
        @XmlElement(name = "round", type = NumberFunctionXml.Round.class),
        @XmlElement(name = "parseNumber", type = NumberFunctionXml.ParseNumber.class),
        @XmlElement(name = "sequence", type = NumberFunctionXml.Sequence.class),
        @XmlElement(name = "parseDate", type = DateFunctionXml.ParseDate.class),
        @XmlElement(name = "formatDate", type = DateFunctionXml.FormatDate.class),
        @XmlElement(name = "shiftDate", type = DateFunctionXml.ShiftDate.class),
        @XmlElement(name = "convertZone", type = DateFunctionXml.ConvertZone.class),
        @XmlElement(name = "currentTime", type = DateFunctionXml.CurrentTime.class),
        @XmlElement(name = "newGuid", type = OtherFunctionXml.NewGuid.class),
        @XmlElement(name = "invert", type = OtherFunctionXml.Invert.class),
        @XmlElement(name = "lookup", type = OtherFunctionXml.Lookup.class),
        @XmlElement(name = "expression", type = OtherFunctionXml.Expression.class)
    })
    public List<FunctionXml> functions = new ArrayList<>();
}
