package io.drover.mapping;

import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.ConditionGroup;
import io.drover.mapping.definition.Criterion;
import io.drover.mapping.definition.ListColumn;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.NameForm;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The source columns that a definition names anywhere. */
public final class UsedColumns {
    private UsedColumns() {}

    /** All of them, in lower case. */
    static Set<String> of(MappingDefinition definition) {
        Set<String> used = new HashSet<>();
        for (ColumnDefinition column : definition.columns().explicit()) {
            Stream.concat(Stream.ofNullable(column.source()), ofFunctions(column))
                    .forEach(name -> used.add(folded(name)));
        }
        ofCriteria(definition.records().conditions()).forEach(name -> used.add(folded(name)));
        return used;
    }

    /** All of them, as written, in the order of the definition. */
    public static List<String> written(MappingDefinition definition) {
        Stream<String> mapped = definition.columns().explicit().stream()
                .flatMap(column -> Stream.concat(Stream.ofNullable(column.source()), ofFunctions(column)));
        Stream<String> list = Stream.ofNullable(definition.records().forEach()).map(ListColumn::column);
        return Stream.of(mapped, ofCriteria(definition.records().conditions()), list)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** The source columns that the functions of a column take, as written. */
    static Stream<String> ofFunctions(ColumnDefinition column) {
        return column.functions().stream().flatMap(function -> function.sourceColumns().stream());
    }

    private static Stream<String> ofCriteria(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> criterion instanceof ConditionGroup group
                        ? ofCriteria(group.members())
                        : Stream.of(((ConditionDefinition) criterion).column()));
    }

    static String folded(String name) {
        return NameForm.composed(name).toLowerCase(Locale.ROOT);
    }
}
