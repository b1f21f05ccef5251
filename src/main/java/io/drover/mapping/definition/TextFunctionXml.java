package io.drover.mapping.definition;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import io.drover.definition.text.PatternCheck;
import io.drover.mapping.definition.FunctionDefinition.LetterCase;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions on texts as written; defaults of attributes are the schema's. */
final class TextFunctionXml {
    private TextFunctionXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Constant extends FunctionXml {
        @XmlAttribute
        String value;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Constant(contextText(value, problems));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Append extends FunctionXml {
        @XmlAttribute
        String value;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Append(contextText(value, problems));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Prepend extends FunctionXml {
        @XmlAttribute
        String value;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Prepend(contextText(value, problems));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Default extends FunctionXml {
        @XmlAttribute
        String value;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Default(contextText(value, problems));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Concatenate extends FunctionXml {
        @XmlAttribute
        String separator;

        @XmlElement(name = "part")
        List<Part> parts = new ArrayList<>();

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Concatenate(
                    parts.stream().map(part -> part.column).toList(), separator);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Part extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Substring extends FunctionXml {
        @XmlAttribute
        int start;

        @XmlAttribute
        Integer length;

        @Override
        FunctionDefinition definition(Problems problems) {
            if (start == 0) {
                problems.add(line, "start=\"0\" is no character: the first is 1, the last is -1");
            }
            return new FunctionDefinition.Substring(start, length);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Trim extends FunctionXml {
        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Trim();
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Case extends FunctionXml {
        @XmlAttribute
        String to;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Case(LetterCase.valueOf(to.toUpperCase(Locale.ROOT)));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Replace extends FunctionXml {
        @XmlAttribute
        String text;

        @XmlAttribute
        String by;

        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Replace(text, by);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ReplacePattern extends FunctionXml {
        @XmlAttribute
        String pattern;

        @XmlAttribute
        String by;

        @Override
        FunctionDefinition definition(Problems problems) {
            PatternCheck.check(pattern, by, line, problems);
            return new FunctionDefinition.ReplacePattern(pattern, by);
        }
    }
}
