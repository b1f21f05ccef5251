package io.drover.mapping;

import io.drover.definition.text.ExpressionText.Code;
import io.drover.definition.text.ExpressionText.Part;
import io.drover.definition.text.ExpressionText.Reference;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.ConditionGroup;
import io.drover.mapping.definition.Criterion;
import io.drover.mapping.definition.FunctionDefinition;
import io.drover.mapping.definition.FunctionDefinition.Arithmetic;
import io.drover.mapping.definition.FunctionDefinition.Concatenate;
import io.drover.mapping.definition.FunctionDefinition.Expression;
import io.drover.mapping.definition.ListColumn;
import io.drover.mapping.definition.MappingDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The source columns that a definition names anywhere. */
public final class UsedColumns {
    private UsedColumns() {}

    /** All of them, in lower case. */
    static Set<String> of(MappingDefinition definition) {
        Set<String> used = new HashSet<>();
        for (ColumnDefinition column : definition.columns()) {
            Stream.concat(Stream.ofNullable(column.source()), ofFunctions(column))
                    .forEach(name -> used.add(folded(name)));
        }
        ofCriteria(definition.conditions()).forEach(name -> used.add(folded(name)));
        return used;
    }

    /** All of them, as written, in the order of the definition. */
    public static List<String> written(MappingDefinition definition) {
        Stream<String> mapped = definition.columns().stream()
                .flatMap(column -> Stream.concat(Stream.ofNullable(column.source()), ofFunctions(column)));
        Stream<String> list = Stream.ofNullable(definition.forEach()).map(ListColumn::column);
        return Stream.of(mapped, ofCriteria(definition.conditions()), list)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** Those that the functions of a column take, as written. */
    static Stream<String> ofFunctions(ColumnDefinition column) {
        return column.functions().stream().flatMap(UsedColumns::ofFunction);
    }

    private static Stream<String> ofFunction(FunctionDefinition function) {
        if (function instanceof Concatenate concatenate) {
            return concatenate.columns().stream();
        }
        if (function instanceof Arithmetic arithmetic) {
            return Stream.ofNullable(arithmetic.column());
        }
        return function instanceof Expression expression
                ? expression.text().parts().stream().flatMap(UsedColumns::ofPart)
                : Stream.empty();
    }

    private static Stream<String> ofPart(Part part) {
        Stream<Reference> references = part instanceof Code code
                ? code.references().stream()
                : part instanceof Reference reference ? Stream.of(reference) : Stream.empty();
        return references.map(Reference::column).filter(Objects::nonNull);
    }

    private static Stream<String> ofCriteria(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> criterion instanceof ConditionGroup group
                        ? ofCriteria(group.members())
                        : Stream.of(((ConditionDefinition) criterion).column()));
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
