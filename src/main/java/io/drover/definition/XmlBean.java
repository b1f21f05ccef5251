package io.drover.definition;

import jakarta.xml.bind.annotation.XmlTransient;

/** An element as JAXB reads it, with the line where its start tag ends. */
@XmlTransient
abstract class XmlBean {
    @XmlTransient
    int line;
}
