package io.drover.api.doctor;

import io.drover.definition.Catalog;
import io.drover.definition.UnknownNameException;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Recurring jobs as people name them and read of them. */
public final class RecurringJobs {
    private RecurringJobs() {}

    /**
     * One by its name, or by its id with or without braces; of any case.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     */
    public static RecurringJobDefinition find(Catalog catalog, String nameOrId) {
        return ifThere(catalog, nameOrId)
                .orElseThrow(() -> new UnknownNameException(
                        "there is no recurring job '" + nameOrId + "'; there are " + names(catalog)));
    }

    static Optional<RecurringJobDefinition> ifThere(Catalog catalog, String nameOrId) {
        SortedMap<String, RecurringJobDefinition> all = catalog.current().all(RecurringJobDefinition.class);
        return Optional.ofNullable(all.get(nameOrId)).or(() -> all.values().stream()
                .filter(recurring -> isId(recurring, nameOrId))
                .findFirst());
    }

    /** Whether a text is its id, with or without braces, of any case. */
    static boolean isId(RecurringJobDefinition recurring, String text) {
        return recurring
                .activity()
                .equals(text.strip().toLowerCase(Locale.ROOT).replace("{", "").replace("}", ""));
    }

    static String names(Catalog catalog) {
        SortedMap<String, RecurringJobDefinition> all = catalog.current().all(RecurringJobDefinition.class);
        return all.isEmpty() ? "none" : String.join(", ", all.keySet());
    }

    /** When it does its work, in words. */
    public static String recurrence(RecurringJobDefinition recurring) {
        boolean atOnce = recurring.processing().recurrence().repeat() instanceof Repeat.Never
                && recurring.direction() == Direction.IMPORT;
        return atOnce ? "at once" : recurring.processing().recurrence().inWords();
    }

    /** Its file, below the folder of definitions. */
    static String file(RecurringJobDefinition recurring) {
        return "RecurringJobs/" + recurring.file().getFileName();
    }
}
