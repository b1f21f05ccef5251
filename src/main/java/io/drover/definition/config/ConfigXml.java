package io.drover.definition.config;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;

/** {@code <Parameters>} as written. */
@XmlRootElement(name = "Parameters")
@XmlAccessorType(XmlAccessType.FIELD)
final class ConfigXml extends XmlBean {
    @XmlElement(name = "Parameter")
    List<ParameterXml> parameters = new ArrayList<>();
}
