package io.drover.task.definition;

import io.drover.definition.TextXml;
import io.drover.definition.XmlBean;
import io.drover.definition.config.ParameterXml;
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

/** {@code <scheduledTask>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "scheduledTask")
@XmlAccessorType(XmlAccessType.FIELD)
final class TaskXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    boolean enabled;

    @XmlAttribute
    int order;

    @XmlElement
    String description;

    @XmlElement
    TaskSchedule schedule;

    @XmlElement
    AddIn addIn;

    @XmlElement
    TextXml configFile;

    @XmlElement(name = "job")
    List<TextXml> jobs = new ArrayList<>();

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class AddIn extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlElement(name = "parameter")
        List<ParameterXml> parameters = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class TaskSchedule extends ScheduleXml {
        @XmlElement
        TextXml missed;

        @XmlElement
        TextXml runIf;

        @XmlElement
        boolean atStart;
    }
}
