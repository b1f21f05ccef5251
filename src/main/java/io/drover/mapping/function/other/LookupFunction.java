package io.drover.mapping.function.other;

import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import io.drover.mapping.context.LookupDefinition;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.CompiledFunction;
import io.drover.mapping.function.FunctionScope;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code <lookup>}: the value that a CSV file or a query has for the value as a key. */
@XmlRootElement(name = "lookup")
public final class LookupFunction extends ColumnFunction {
    /** Null for a query. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String file;

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

    /** Null for a file. */
    @XmlAttribute
    String query;

    @XmlAttribute
    boolean ignoreCase;

    /** The value of missing keys; null rejects them. */
    @XmlAttribute(name = "default")
    String other;

    @Override
    public void check(Problems problems) {
        if ((file == null) == (query == null)) {
            problems.add(line, "a table is needed to look up in: either file=\"...\" or query=\"...\"");
        } else if (query != null && (key != null || value != null || delimiter != null)) {
            problems.add(
                    line, "key, value and delimiter go with a file; a query gives the keys first, then the values");
        } else if (file != null && dataSource != null) {
            problems.add(line, "dataSource goes with a query; a file has none");
        }
    }

    @Override
    public List<FileReference> references(Path job, int line) {
        return file == null ? List.of() : List.of(new FileReference(job, line, "lookup file", file));
    }

    @Override
    public char decimalSeparator(FunctionScope scope) {
        return '.';
    }

    @Override
    public CompiledFunction.OfText compile(FunctionScope scope) throws DestinationException {
        LookupDefinition table = table();
        Map<String, String> values = scope.context().lookups().table(table);
        MappingRefusal missing = new MappingRefusal(
                "is not a key of " + table.name() + ": add it there, or write default=\"...\" for keys that are not");
        return (value, record) -> {
            String key = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
            String found = values.get(key);
            if (found != null || values.containsKey(key)) {
                return found;
            }
            return other == null ? missing : other.replace("{value}", value);
        };
    }

    private LookupDefinition table() {
        return file == null
                ? new LookupDefinition.OfQuery(dataSource == null ? "drover" : dataSource, query, ignoreCase)
                : new LookupDefinition.OfFile(
                        file, key, value, delimiter == null ? ',' : delimiter.charAt(0), ignoreCase);
    }
}
