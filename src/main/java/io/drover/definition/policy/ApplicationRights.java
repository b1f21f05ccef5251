package io.drover.definition.policy;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.ClientId;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <authorizationPolicy>} of what applications may read or write, as written. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class ApplicationRights extends XmlBean {
    @XmlElement(name = "application")
    List<ApplicationRight> applications = new ArrayList<>();

    /** An application and what it may do. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ApplicationRight extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String id;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String access;
    }

    /** The client ids in canonical form, and whether each may write. */
    public Map<String, Boolean> byClientId(Problems problems) {
        Map<String, Boolean> rights = new LinkedHashMap<>();
        for (ApplicationRight application : applications) {
            String id = ClientId.canonical(application.id);
            if (rights.put(id, application.access.equals("write")) != null) {
                problems.add(application.line, "the application %s is there twice".formatted(application.id));
            }
        }
        return rights;
    }
}
