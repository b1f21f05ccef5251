package io.drover.job.load;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.SourceTable;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Deactivation;
import io.drover.provider.TableOptions.MissingRows;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.SourceFormat;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a document says about the loading of a table, for a mapping that says nothing: Dynamicweb's attributes of {@code
 * <table>}.
 */
final class DocumentOptions {
    private DocumentOptions() {}

    /** The mapping as it counts for a table of a delivery. */
    static MappingDefinition apply(JobDefinition job, MappingDefinition mapping, SourceTable table) {
        if (job.destination() instanceof CollectionDestination collection) {
            return mapping.withOptions(collection.options());
        }
        return job.source() instanceof FileSource source && mapping.options().equals(TableOptions.UPSERT)
                ? mapping.withOptions(options(source.format(), table, mapping.destinationTable()))
                : mapping;
    }

    private static TableOptions options(SourceFormat format, SourceTable table, String destination) {
        Predicate<String> says = option -> is(table, option) && format.appliesTableOption(option, destination);
        if (says.test("DeleteIncomingItems")) { // turns the others off
            return TableOptions.UPSERT.withDeleteIncoming(true);
        }
        boolean deactivates = says.test("DeactivateMissingProducts") && destination.equalsIgnoreCase("EcomProducts");
        MissingRows missing = new MissingRows(
                !deactivates && says.test("RemoveMissingAfterImport"),
                TableOptions.UPSERT.missing().maxPercent(),
                deactivates ? new Deactivation("ProductActive", "false") : null);
        return TableOptions.UPSERT
                .withMode(says.test("UpdateOnlyExistingRecords") ? Mode.UPDATE : Mode.UPSERT)
                .withMissing(missing)
                .withDiscardDuplicates(says.test("DiscardDuplicates"));
    }

    private static boolean is(SourceTable table, String option) {
        return table.options().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(option))
                .map(Map.Entry::getValue)
                .anyMatch("true"::equalsIgnoreCase);
    }
}
