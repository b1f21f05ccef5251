package io.drover.job.draft;

import io.drover.mapping.definition.ColumnDefinition;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameForm;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Columns and tables that are called alike and not the same: {@code Item no} and {@code ITEM_NO}. A job maps names that are the same
 * whatever their case; a draft writes out these too, for a person to look at.
 */
final class NamePairs {
    private NamePairs() {}

    /** The columns that only look alike; in doubt none. */
    static List<ColumnDefinition> alike(SourceTable source, DestinationTable destination) {
        List<ColumnDefinition> pairs = new ArrayList<>();
        for (String column : source.columns()) {
            boolean same = destination.columns().stream().anyMatch(other -> NameForm.equal(other.name(), column));
            List<DestinationColumn> partners = destination.columns().stream()
                    .filter(other -> !other.generated() && loose(other.name()).equals(loose(column)))
                    .toList();
            boolean only = source.columns().stream()
                            .filter(other -> loose(other).equals(loose(column)))
                            .count()
                    == 1;
            if (!same && only && partners.size() == 1) {
                pairs.add(new ColumnDefinition(column, partners.get(0).name()));
            }
        }
        return pairs;
    }

    /** The columns of a file without names, one after the other to those of the table. */
    static List<ColumnDefinition> inTurn(SourceTable source, DestinationTable destination) {
        List<DestinationColumn> columns = destination.columns().stream()
                .filter(column -> !column.generated())
                .toList();
        List<ColumnDefinition> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(columns.size(), source.columns().size()); i++) {
            pairs.add(
                    new ColumnDefinition(source.columns().get(i), columns.get(i).name()));
        }
        return pairs;
    }

    /** What a table may be called in the database, the name itself first. */
    static Set<String> ofTable(String name) {
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        names.add(name.strip().replaceAll("[\\s\u00A0._-]+", "_"));
        names.add(name.replaceAll("[\\s\u00A0._-]+", ""));
        names.add(name.replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})", "_"));
        return names;
    }

    /** A destination column of this name, however it is written. */
    static Optional<DestinationColumn> named(DestinationTable table, String name) {
        return table.columns().stream()
                .filter(column -> loose(column.name()).equals(loose(name)))
                .findFirst();
    }

    private static String loose(String name) {
        return NameForm.seen(name).toLowerCase(Locale.ROOT).replaceAll("[\\s\u00A0_.-]", "");
    }
}
