package io.drover.mapping.function.text;

import com.fasterxml.jackson.core.JsonPointer;
import io.drover.definition.problem.Problems;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.ColumnType;
import io.drover.provider.value.JsonValue;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <jsonValue>}: what stands within JSON, by a JSON pointer: the text of a single value, the JSON of an object or an array. */
@XmlRootElement(name = "jsonValue")
public final class JsonValueFunction extends ColumnFunction {
    @XmlAttribute
    String path;

    @Override
    public void check(Problems problems) {
        try {
            JsonPointer.compile(path);
        } catch (IllegalArgumentException e) {
            problems.add(line, "path=\"" + path + "\" is no JSON pointer; write such as /address/city or /prices/0");
        }
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) {
        JsonPointer pointer = JsonPointer.compile(path);
        boolean json = scope.type() == ColumnType.JSON;
        return (value, record) -> {
            try {
                String found = JsonValue.at(value, pointer);
                return json ? found : JsonValue.text(found);
            } catch (IllegalArgumentException e) {
                return new MappingRefusal(e.getMessage());
            }
        };
    }
}
