package io.drover.collection.definition;

import io.drover.definition.XmlBean;
import io.drover.definition.policy.ApplicationRights;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <collection>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "collection")
@XmlAccessorType(XmlAccessType.FIELD)
final class CollectionXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String identifier;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String onInvalid;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String otherFields;

    @XmlElement
    String title;

    @XmlElement
    String description;

    @XmlElement
    ApplicationRights authorizationPolicy = new ApplicationRights();

    @XmlElement
    Fields fields = new Fields();

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Fields extends XmlBean {
        @XmlElement(name = "field")
        List<FieldXml> all = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class FieldXml extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        boolean required;

        @XmlAttribute
        boolean readonly;

        @XmlAttribute
        boolean indexed;

        @XmlElement
        String jsonSchema;

        @XmlElement
        String displaySchema;
    }
}
