package io.drover.connector;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import java.util.List;

/** The entity that an enqueue names: a label of the recurring job, compared without case (wire contract 1.1). */
final class Entities {
    private static final int MOST = 255;

    private Entities() {}

    /**
     * The entity of a message.
     *
     * @param asked what the client sent, or null
     * @return as the definition writes it; null when the payload says itself what it is
     * @throws ConnectorRefusal when a file comes without, or with an unknown one: Dynamics 365 takes it and never ends the message
     */
    static String of(RecurringJobDefinition recurring, JobDefinition job, String asked) {
        if (asked != null && asked.length() > MOST) {
            throw ConnectorRefusal.invalid("entity has more than " + MOST + " characters.");
        }
        if (recurring.kind() == PayloadKind.PACKAGE) {
            return asked; // the manifest says what is in it; some clients send one all the same
        }
        List<String> known = known(recurring, job);
        if (asked == null && known.size() > 1) {
            throw ConnectorRefusal.invalid("entity is missing in the query of the URL: the recurring job "
                    + Activities.name(recurring) + " takes " + String.join(", ", known) + ".");
        }
        if (asked == null) {
            return known.isEmpty() ? null : known.get(0);
        }
        if (known.isEmpty()) {
            return asked;
        }
        return known.stream()
                .filter(label -> label.equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() -> ConnectorRefusal.invalid("The recurring job " + Activities.name(recurring)
                        + " has no entity '" + asked + "'; it takes " + String.join(", ", known) + "."));
    }

    /** Empty when the job takes whatever tables come. */
    private static List<String> known(RecurringJobDefinition recurring, JobDefinition job) {
        if (!recurring.naming().entities().isEmpty()) {
            return List.copyOf(recurring.naming().entities().keySet());
        }
        return job.mappings().stream()
                .map(MappingDefinition::sourceTable)
                .distinct()
                .toList();
    }
}
