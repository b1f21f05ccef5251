package io.drover.provider.edi;

import io.drover.provider.format.ValueFormats;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** {@code <edi>} as the destination of a job. */
@XmlAccessorType(XmlAccessType.FIELD)
final class EdiDestination {
    private static final String EDIFACT_SEPARATORS = ":+.? '";
    private static final String X12_SEPARATORS = ">*^~";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String sender;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String senderQualifier;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String recipient;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String recipientQualifier;

    /** {@code D:96A:UN:EAN008} or {@code 004010}. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String version;

    /** Syntax identifier and version of EDIFACT. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String syntax = "UNOC:3";

    /** The character set of X12, and of EDIFACT where it is another than its syntax identifier says; null for the usual. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String encoding;

    /** As in UNA: component, element, decimal mark, release, repetition, segment; of X12: component, element, repetition, segment. */
    @XmlAttribute
    String separators;

    @XmlAttribute
    boolean lineBreaks;

    @XmlAttribute
    boolean test;

    @XmlAttribute
    String dateFormat = "yyyyMMdd";

    @XmlAttribute
    String timestampFormat = "yyyyMMddHHmm";

    @XmlAttribute
    String timeFormat = "HHmm";

    @XmlElement(name = "table")
    List<EdiTable> tables = new ArrayList<>();

    Charset charset(Standard standard) {
        if (encoding != null) {
            return Charset.forName(encoding);
        }
        return standard == Standard.X12 ? Charset.forName("UTF-8") : Charsets.of(syntax.substring(0, 4));
    }

    String separators(Standard standard) {
        if (separators != null) {
            return separators;
        }
        String syntaxVersion = syntax.substring(syntax.indexOf(':') + 1);
        return standard == Standard.X12
                ? X12_SEPARATORS
                : syntaxVersion.compareTo("4") < 0 ? EDIFACT_SEPARATORS : EDIFACT_SEPARATORS.replace(' ', '*');
    }

    ValueFormats values() {
        return new ValueFormats('.', dateFormat, timestampFormat, timeFormat, "true", "false");
    }
}
