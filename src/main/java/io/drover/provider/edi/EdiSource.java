package io.drover.provider.edi;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <edi>} as the source of a job. */
@XmlAccessorType(XmlAccessType.FIELD)
final class EdiSource {
    /** The character set of files whose header does not say it truly, or null. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String encoding;

    @XmlAttribute
    String decimalSeparator = ".";

    /** The folder below Files/Integration that gets functional acknowledgements, or null for none. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String acknowledge;

    @XmlElement(name = "table")
    List<EdiTable> tables = new ArrayList<>();
}
