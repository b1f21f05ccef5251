package io.drover.provider.edi;

import io.drover.definition.problem.Problems;
import io.drover.provider.edi.syntax.Charsets;
import io.drover.provider.edi.syntax.SegmentWriter;
import io.drover.provider.edi.syntax.Standard;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.format.ValueFormats;
import io.drover.provider.format.ValueOptions;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code <edi>} destination: rows of tables become messages and loops. */
@XmlRootElement(name = "edi")
@XmlAccessorType(XmlAccessType.FIELD)
public final class EdiDestination extends ValueOptions {
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

    @XmlElement(name = "table")
    List<EdiTable> tables = new ArrayList<>();

    /** Dates as the formats 102 and 203 of EDIFACT and D8 of X12. */
    public EdiDestination() {
        super(new ValueFormats('.', "yyyyMMdd", "yyyyMMddHHmm", "HHmm", "true", "false"));
    }

    @Override
    public void check(Problems problems) {
        super.check(problems);
        Charsets.check(encoding, line, problems);
        new EdiCheck(problems, tables, true).check();
        boolean x12 = tables.stream().anyMatch(table -> Standard.ofType(table.messageType()) == Standard.X12);
        boolean edifact = tables.stream().anyMatch(table -> Standard.ofType(table.messageType()) == Standard.EDIFACT);
        if (x12 && edifact) {
            problems.add(line, "messages of EDIFACT and of X12 do not go into one file: make a job of each");
        } else if (separators != null && separators.length() != (x12 ? 4 : 6)) {
            problems.add(
                    line,
                    x12
                            ? "separators of X12 are four: of components, elements and repetitions, and the end of segments"
                            : "separators of EDIFACT are six, as in UNA");
        } else if (separators != null
                && separators.replace(" ", "").chars().distinct().count()
                        != separators.replace(" ", "").length()) {
            problems.add(line, "separators=\"%s\" has a character twice".formatted(separators));
        }
        if (separators != null
                && edifact
                && separators.length() == 6
                && separators.charAt(2) != values().decimalSeparator()) {
            problems.add(line, "the third of the separators is the decimal mark: it must be decimalSeparator");
        }
    }

    @Override
    public String defaultName() {
        return "{job}-{timestamp}.edi";
    }

    @Override
    public TableFileWriter open(Context context) {
        return new EdiFileWriter(this, context.files(), context.filePerTable());
    }

    private Charset charset(Standard standard) {
        if (encoding != null) {
            return Charset.forName(encoding);
        }
        return standard == Standard.X12 ? StandardCharsets.UTF_8 : Charsets.of(syntax.substring(0, 4));
    }

    private String separators(Standard standard) {
        if (separators != null) {
            return separators;
        }
        return standard == Standard.X12
                ? X12_SEPARATORS
                : ":+" + values().decimalSeparator() + "?" + (syntax.endsWith("4") ? "*" : " ") + "'";
    }

    /** How segments are written. */
    SegmentWriter.Form form(Standard standard) {
        return new SegmentWriter.Form(standard, separators(standard), charset(standard), lineBreaks);
    }
}
