package io.drover.queue.definition;

import io.drover.definition.TextXml;
import io.drover.definition.XmlBean;
import io.drover.definition.schedule.ScheduleXml;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <recurringJob>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "recurringJob")
@XmlAccessorType(XmlAccessType.FIELD)
final class RecurringJobXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String id;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String direction;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String kind;

    @XmlAttribute
    boolean inOrder;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String onError;

    @XmlAttribute
    boolean preventUploadWhenEmpty;

    @XmlAttribute
    boolean enabled;

    @XmlElement
    String description;

    @XmlElement
    TextXml job;

    @XmlElement
    AuthorizationPolicy authorizationPolicy;

    @XmlElement(name = "entity")
    List<NamedEntity> entities = new ArrayList<>();

    @XmlElement
    Company company;

    @XmlElement
    ScheduleXml recurrence;

    @XmlElement
    Monitoring monitoring;

    /** Null when left out: the schema's defaults are of attributes of an element that is there. */
    @XmlElement
    Limits limits;

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class AuthorizationPolicy extends XmlBean {
        @XmlElement(name = "application")
        List<Application> applications = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Application extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String id;

        @XmlAttribute
        boolean enabled;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class NamedEntity extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String entitySet;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Company extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String id;

        @XmlAttribute
        boolean fromMessage;

        @XmlElement(name = "legalEntity")
        List<LegalEntity> legalEntities = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class LegalEntity extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String id;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Monitoring extends ScheduleXml {
        @XmlAttribute
        int maxDepth;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String maxAge;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Limits extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String lease = "30 minutes";

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String payloadRetention = "7 days";

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String historyRetention = "90 days";

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String dedupWindow = "10 minutes";

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String maxSize = "1 GB";

        @XmlAttribute
        int maxAttempts = 20;
    }
}
