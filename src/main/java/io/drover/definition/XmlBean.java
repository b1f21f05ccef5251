package io.drover.definition;

import jakarta.xml.bind.annotation.XmlTransient;

/** An element as JAXB reads it, with the line where its start tag ends. */
@XmlTransient
public abstract class XmlBean {
    @XmlTransient
    public int line;
}
