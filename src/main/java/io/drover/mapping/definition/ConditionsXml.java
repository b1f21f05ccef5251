package io.drover.mapping.definition;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** What has conditions, and groups of them: a mapping, {@code <any>} and {@code <all>}. */
@XmlAccessorType(XmlAccessType.FIELD)
class ConditionsXml extends XmlBean {
    @XmlElement(name = "condition")
    List<Condition> conditions = new ArrayList<>();

    @XmlElement
    List<ConditionsXml> any = new ArrayList<>();

    @XmlElement
    List<ConditionsXml> all = new ArrayList<>();

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
