package io.drover.definition.schedule;

import io.drover.definition.TextXml;
import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;

/** The elements of a schedule as written, whatever element they stand in. */
@XmlAccessorType(XmlAccessType.FIELD)
public class ScheduleXml extends XmlBean {
    @XmlElement
    TextXml begin;

    @XmlElement
    TextXml end;

    @XmlElement
    TextXml interval;

    @XmlElement
    TextXml cron;

    @XmlElement
    TextXml timeZone;
}
