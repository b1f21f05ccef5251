package io.drover.job.definition;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <endpoint>} of a source or a destination as written. */
@XmlAccessorType(XmlAccessType.FIELD)
final class EndpointXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String uri;

    /** Its URI; null when there is none. */
    static String uri(EndpointXml endpoint) {
        return endpoint == null ? null : endpoint.uri;
    }
}
