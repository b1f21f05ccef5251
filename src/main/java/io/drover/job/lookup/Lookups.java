package io.drover.job.lookup;

import io.drover.job.run.FailureMessages;
import io.drover.mapping.context.LookupDefinition;
import io.drover.mapping.context.LookupTables;
import io.drover.provider.DestinationException;
import io.drover.settings.Folders;
import io.drover.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The lookup tables of one run, each read when the first mapping needs it. */
public final class Lookups implements LookupTables {
    private final Store store;
    private final Folders folders;
    private final Map<LookupDefinition, Map<String, String>> tables = new HashMap<>();

    public Lookups(Store store, Folders folders) {
        this.store = store;
        this.folders = folders;
    }

    @Override
    public Map<String, String> table(LookupDefinition definition) throws DestinationException {
        Map<String, String> known = tables.get(definition);
        if (known == null) {
            known = read(definition);
            tables.put(definition, known);
        }
        return known;
    }

    private Map<String, String> read(LookupDefinition definition) throws DestinationException {
        LookupContent content = new LookupContent(definition);
        try {
            if (definition instanceof LookupDefinition.OfQuery query) {
                LookupQuery.read(store.dataSource(query.dataSource()), query, content);
            } else {
                LookupFile.read(folders.root(), (LookupDefinition.OfFile) definition, content);
            }
        } catch (DestinationException e) {
            throw e;
        } catch (SQLException | IOException | RuntimeException e) {
            throw new DestinationException(
                    "the lookup in " + definition.name() + " cannot be read: " + FailureMessages.of(e));
        }
        return content.values();
    }
}
