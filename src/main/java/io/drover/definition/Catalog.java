package io.drover.definition;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The definitions in force. Replaced as a whole; who has looked one up keeps it as it was. Thread-safe. */
public final class Catalog {
    private volatile Definitions current = Definitions.NONE;

    public Definitions current() {
        return current;
    }

    public void replace(Definitions definitions) {
        current = definitions;
    }

    public boolean hasJob(String name) {
        return current.jobs().containsKey(name);
    }

    /**
     * A job by its name, whatever its case.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     */
    public JobDefinition job(String name) {
        return find("job", name, current.jobs());
    }

    /**
     * A scheduled task by its name, whatever its case.
     *
     * @throws UnknownNameException when there is none; the message lists those there are
     */
    public TaskDefinition task(String name) {
        return find("task", name, current.tasks());
    }

    /**
     * A recurring job by its activity id.
     *
     * @return empty when there is none
     */
    public Optional<RecurringJobDefinition> recurringJob(UUID activity) {
        return current.recurringJobs().values().stream()
                .filter(job -> job.id().equals(activity))
                .findFirst();
    }

    private static <T> T find(String kind, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new UnknownNameException("there is no " + kind + " '" + name + "'; there are "
                    + (all.isEmpty() ? "none" : String.join(", ", all.keySet())));
        }
        return found;
    }
}
