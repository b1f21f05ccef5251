package io.drover.mapping.function.other;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.UUID;

/** {@code <newGuid>}: a new GUID for each record. */
@XmlRootElement(name = "newGuid")
public final class NewGuidFunction extends ColumnFunction {

    @Override
    public boolean makesValue() {
        return true;
    }

    @Override
    public CompiledFunction compile(FunctionScope scope) {
        return (value, record) -> UUID.randomUUID().toString();
    }
}
