package io.drover.mapping.definition;

import io.drover.definition.Problems;
import io.drover.definition.text.ExpressionText;
import io.drover.mapping.context.LookupDefinition;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;
import javax.xml.namespace.QName;

/** The other functions as written; defaults of attributes are the schema's. */
public final class OtherFunctionXml {
    private OtherFunctionXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class NewGuid extends FunctionXml {
        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.NewGuid();
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Invert extends FunctionXml {
        @Override
        FunctionDefinition definition(Problems problems) {
            return new FunctionDefinition.Invert();
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Lookup extends FunctionXml {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        public String file;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String key;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String value;

        @XmlAttribute
        String delimiter;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String dataSource;

        @XmlAttribute
        String query;

        @XmlAttribute
        boolean ignoreCase;

        @XmlAttribute(name = "default")
        String other;

        @Override
        FunctionDefinition definition(Problems problems) {
            if ((file == null) == (query == null)) {
                problems.add(line, "a table is needed to look up in: either file=\"...\" or query=\"...\"");
            } else if (query != null && (key != null || value != null || delimiter != null)) {
                problems.add(
                        line, "key, value and delimiter go with a file; a query gives the keys first, then the values");
            } else if (file != null && dataSource != null) {
                problems.add(line, "dataSource goes with a query; a file has none");
            }
            return new FunctionDefinition.Lookup(
                    new LookupDefinition(
                            file,
                            key,
                            value,
                            delimiter == null ? ',' : delimiter.charAt(0),
                            dataSource == null ? "drover" : dataSource,
                            query,
                            ignoreCase),
                    other);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Expression extends FunctionXml {
        @XmlValue
        String text;

        /** None by the schema; without a place for them JAXB takes the bean for a plain string and tells no line. */
        @XmlAnyAttribute
        Map<QName, String> attributes;

        @Override
        FunctionDefinition definition(Problems problems) {
            try {
                return new FunctionDefinition.Expression(ExpressionText.of(text.strip()));
            } catch (IllegalArgumentException e) {
                problems.add(line, e.getMessage());
                return null;
            }
        }
    }
}
