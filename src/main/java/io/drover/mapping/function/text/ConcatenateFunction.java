package io.drover.mapping.function.text;

import io.drover.definition.XmlBean;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <concatenate>}: columns behind the value; empty ones are left out, with their separator. */
@XmlRootElement(name = "concatenate")
public final class ConcatenateFunction extends ColumnFunction {
    @XmlAttribute
    String separator;

    @XmlElement(name = "part")
    List<Part> parts = new ArrayList<>();

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Part extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;
    }

    @Override
    public boolean makesValue() {
        return true;
    }

    @Override
    public List<String> sourceColumns() {
        return parts.stream().map(part -> part.column).toList();
    }

    @Override
    public char decimalSeparator(FunctionScope scope) {
        return scope.columns().decimalSeparator(parts.get(0).column);
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) {
        int[] slots = sourceColumns().stream().mapToInt(scope.columns()::slot).toArray();
        return (value, record) -> {
            StringBuilder joined = new StringBuilder(value == null ? "" : value);
            for (int slot : slots) {
                String part = record.value(slot);
                if (part != null && !part.isEmpty()) {
                    joined.append(joined.isEmpty() ? "" : separator).append(part);
                }
            }
            return joined.toString();
        };
    }
}
