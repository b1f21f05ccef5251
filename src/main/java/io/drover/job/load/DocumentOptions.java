package io.drover.job.load;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.SourceTable;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Deactivation;
import io.drover.provider.TableOptions.MissingRows;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.format.FileSource;
import java.util.Map;

/**
 * What a document says about the loading of a table, for a mapping that says nothing: Dynamicweb's attributes of {@code
 * <table>}.
 */
final class DocumentOptions {
    private DocumentOptions() {}

    /** The mapping as it counts for a table of a delivery. */
    static MappingDefinition apply(JobDefinition job, MappingDefinition mapping, SourceTable table) {
        boolean asked =
                job.source() instanceof FileSource source && source.format().appliesTableOptions();
        return asked && mapping.options().equals(TableOptions.UPSERT)
                ? mapping.withOptions(options(table, mapping.destinationTable()))
                : mapping;
    }

    private static TableOptions options(SourceTable table, String destination) {
        if (is(table, "DeleteIncomingItems")) { // turns the others off
            return TableOptions.UPSERT.withDeleteIncoming(true);
        }
        boolean deactivates = is(table, "DeactivateMissingProducts") && destination.equalsIgnoreCase("EcomProducts");
        MissingRows missing = new MissingRows(
                !deactivates && is(table, "RemoveMissingAfterImport"),
                TableOptions.UPSERT.missing().maxPercent(),
                deactivates ? new Deactivation("ProductActive", "false") : null);
        return TableOptions.UPSERT
                .withMode(is(table, "UpdateOnlyExistingRecords") ? Mode.UPDATE : Mode.UPSERT)
                .withMissing(missing)
                .withDiscardDuplicates(is(table, "DiscardDuplicates"));
    }

    private static boolean is(SourceTable table, String option) {
        return table.options().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(option))
                .map(Map.Entry::getValue)
                .anyMatch("true"::equalsIgnoreCase);
    }
}
