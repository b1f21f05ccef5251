package io.drover.job.control;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.store.Store;
import io.drover.store.ledger.TableClaims;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tables that one load writes to, as {@code data source/table}. Names are without schema and in lower case: two that are taken
 * for the same only wait for each other.
 */
final class TargetTables {
    private final Set<String> names;

    private TargetTables(Set<String> names) {
        this.names = names;
    }

    static TargetTables of(JobDefinition job) {
        if (job.destination() instanceof CollectionDestination collection) {
            return new TargetTables(Set.of(Store.OWN + "/collection " + plain(collection.name())));
        }
        if (!(job.destination() instanceof SqlDestination sql)) {
            return new TargetTables(Set.of()); // files of a job are its own
        }
        if (job.mappings().isEmpty()) {
            return new TargetTables(Set.of(sql.dataSource() + "/" + TableClaims.ANY));
        }
        return new TargetTables(job.mappings().stream()
                .map(MappingDefinition::destinationTable)
                .map(table -> sql.dataSource() + "/" + plain(table))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String plain(String table) {
        return table.substring(table.lastIndexOf('.') + 1)
                .replaceAll("[\"\\[\\]`]", "")
                .toLowerCase(Locale.ROOT);
    }

    Set<String> names() {
        return names;
    }

    boolean collidesWith(TargetTables other) {
        return names.stream().anyMatch(name -> other.names.stream().anyMatch(its -> TableClaims.collide(name, its)));
    }
}
