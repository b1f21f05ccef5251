package io.drover.api.local;

import io.drover.api.CollectionOperations.RecordAccess;
import io.drover.api.OperationException;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.definition.Catalog;
import io.drover.definition.UnknownNameException;
import io.drover.security.Caller;
import java.util.List;
import java.util.stream.Collectors;

/** Which collections a caller may read and write: by his roles, or because the collection's file names him. */
final class CollectionAccess {
    private final Catalog catalog;
    private final ApplicationPolicy policy;

    CollectionAccess(Catalog catalog, Caller caller) {
        this.catalog = catalog;
        this.policy = new ApplicationPolicy(caller);
    }

    /** Those that the caller may read. */
    List<CollectionDefinition> readable() {
        return catalog.current().all(CollectionDefinition.class).values().stream()
                .filter(this::reads)
                .toList();
    }

    /** @throws UnknownNameException when there is none of that code, or the caller may not read it */
    CollectionDefinition reading(String code) {
        CollectionDefinition found =
                catalog.current().all(CollectionDefinition.class).get(code);
        if (found != null && reads(found)) {
            return found;
        }
        String known = readable().stream().map(CollectionDefinition::name).collect(Collectors.joining(", "));
        throw new UnknownNameException(
                "there is no collection '" + code + "'; there are " + (known.isEmpty() ? "none" : known));
    }

    /** @throws OperationException when the caller may only read it */
    CollectionDefinition writing(String code) {
        CollectionDefinition found = reading(code);
        if (of(found) != RecordAccess.write) {
            throw new OperationException(
                    403,
                    "only who has the role operator, or is named with access=\"write\" in the collection's file, may write to "
                            + found.name());
        }
        return found;
    }

    /** What the caller may do with records of a collection that he may read. */
    RecordAccess of(CollectionDefinition collection) {
        return policy.writes(collection.applications()) ? RecordAccess.write : RecordAccess.read;
    }

    private boolean reads(CollectionDefinition collection) {
        return policy.reads(collection.applications());
    }
}
