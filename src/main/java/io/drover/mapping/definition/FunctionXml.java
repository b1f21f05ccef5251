package io.drover.mapping.definition;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import io.drover.definition.text.ContextText;
import jakarta.xml.bind.annotation.XmlTransient;

/** A function of a column as written. */
@XmlTransient
public abstract class FunctionXml extends XmlBean {

    /** Its definition, with the checks that a schema cannot make; null when it has a problem. */
    abstract FunctionDefinition definition(Problems problems);

    /** A text that may hold context values. */
    final String contextText(String text, Problems problems) {
        String problem = ContextText.problem(text);
        if (problem != null) {
            problems.add(line, problem);
        }
        return text;
    }
}
