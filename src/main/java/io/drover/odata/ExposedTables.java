package io.drover.odata;

import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.odata.ExposedTable.CompanyRule;
import io.drover.odata.ExposedTable.Place;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Access;
import io.drover.security.Caller;
import io.drover.settings.Settings;
import io.drover.store.queue.Direction;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables are exposed to whom: those that recurring jobs name ({@code entitySet}) to the applications of their authorization
 * policies, and all, with those of the setting {@code drover.odata.entity-sets}, to applications with a role that may read.
 */
final class ExposedTables {
    private final Catalog catalog;
    private final List<ExposedTable> ofSetting;

    /** @throws IllegalArgumentException when the setting is wrong */
    ExposedTables(Settings settings, Catalog catalog) {
        this.catalog = catalog;
        this.ofSetting = EntitySetSetting.parse(settings.get("drover.odata.entity-sets"));
    }

    /** Those that a caller may read, one of each name. */
    Collection<ExposedTable> to(Caller caller) {
        boolean mayReadAll = !Collections.disjoint(caller.roles(), Access.READ.enough());
        Map<String, ExposedTable> exposed = new LinkedHashMap<>();
        if (mayReadAll) {
            ofSetting.forEach(table -> exposed.put(table.name(), table));
        }
        catalog.current().all(RecurringJobDefinition.class).values().stream()
                .filter(RecurringJobDefinition::enabled)
                .filter(recurring -> mayReadAll || recurring.applications().getOrDefault(caller.clientId(), false))
                .flatMap(recurring -> of(recurring).stream())
                .forEach(table -> exposed.putIfAbsent(table.name(), table));
        return exposed.values();
    }

    private List<ExposedTable> of(RecurringJobDefinition recurring) {
        JobDefinition job = catalog.current().all(JobDefinition.class).get(recurring.job());
        return job == null
                ? List.of()
                : recurring.naming().entitySets().entrySet().stream()
                        .flatMap(set -> table(recurring, job, set.getKey(), set.getValue()).stream())
                        .toList();
    }

    /** The table in the database that a source table of a job is, or goes to. */
    private static Optional<ExposedTable> table(
            RecurringJobDefinition recurring, JobDefinition job, String entitySet, String source) {
        String label = recurring.naming().entities().entrySet().stream()
                .filter(entity -> entity.getValue().equalsIgnoreCase(source))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(source);
        CompanyRule companies = new CompanyRule(
                recurring.naming().company(),
                recurring.naming().companies().isEmpty()
                        ? List.of()
                        : recurring.naming().listed());
        if (recurring.direction() == Direction.EXPORT && job.source() instanceof SqlSource sql) {
            return Optional.of(new ExposedTable(
                    entitySet, label, new Place(sql.dataSource(), sql.schema()), source, List.of(), companies));
        }
        if (!(job.destination() instanceof SqlDestination sql)) {
            return Optional.empty();
        }
        Optional<MappingDefinition> mapping = job.mappings().stream()
                .filter(each -> each.sourceTable().equalsIgnoreCase(source))
                .findFirst();
        return Optional.of(new ExposedTable(
                entitySet,
                label,
                new Place(sql.dataSource(), sql.schema()),
                mapping.map(MappingDefinition::destinationTable).orElse(source),
                mapping.map(each -> each.columns().keys()).orElse(List.of()),
                companies));
    }
}
