package io.drover.definition;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;
import javax.xml.namespace.QName;

/** An element that holds one word or name. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class TextXml extends XmlBean {
    @XmlValue
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    public String text;

    /** None by the schema; without a place for them JAXB takes the bean for a plain string and tells no line. */
    @XmlAnyAttribute
    Map<QName, String> attributes;
}
