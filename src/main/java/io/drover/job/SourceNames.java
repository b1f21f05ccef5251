package io.drover.job;

import io.drover.mapping.UsedColumns;
import io.drover.mapping.definition.MappingDefinition;
import java.util.List;

/** What a mapping needs of its source: for those who ask a remote system for no more than that. */
public final class SourceNames {
    private SourceNames() {}

    /** The source columns that a mapping names anywhere, as written; an automatic mapping reads others too. */
    public static List<String> of(MappingDefinition mapping) {
        return UsedColumns.written(mapping);
    }
}
