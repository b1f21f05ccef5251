package io.drover.mapping.function.text;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <replace>}: another text in place of each occurrence of one. */
@XmlRootElement(name = "replace")
public final class ReplaceFunction extends ColumnFunction {
    @XmlAttribute
    String text;

    @XmlAttribute
    String by;

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        return (value, record) -> value.replace(text, by);
    }
}
