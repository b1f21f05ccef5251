package io.drover.bucket.definition;

import io.drover.definition.XmlBean;
import io.drover.definition.policy.ApplicationRights;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <bucket>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "bucket")
@XmlAccessorType(XmlAccessType.FIELD)
final class BucketXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String existing;

    @XmlElement
    String title;

    @XmlElement
    String description;

    @XmlElement
    ApplicationRights authorizationPolicy = new ApplicationRights();

    @XmlElement
    RetentionXml retention;

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class RetentionXml extends XmlBean {
        @XmlAttribute
        int days;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String size;
    }
}
