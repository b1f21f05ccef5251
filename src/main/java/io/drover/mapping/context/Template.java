package io.drover.mapping.context;

import io.drover.definition.text.ContextText;
import io.drover.definition.text.ContextText.Part;
import io.drover.provider.DestinationException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A text with context values, of which those that are the same for the whole run are filled in. */
public final class Template {
    /** As in the names of the files that jobs write. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);

    private final ContextText text;
    private final RunValues run;
    private final String table;
    /** The whole text, when it is the same for all records. */
    private final String fixed;

    /**
     * Fills in what is the same for the whole run.
     *
     * @throws DestinationException when the run does not have a value that the text names
     */
    public Template(String text, RunValues run, String table) throws DestinationException {
        this.text = ContextText.of(text);
        this.run = run;
        this.table = table;
        for (Part part : this.text.parts()) {
            requireParameter(part);
        }
        this.fixed = this.text.isOfRun() ? fill(null) : null;
    }

    private void requireParameter(Part part) throws DestinationException {
        if (part.value() == ContextText.Value.COMPANY && run.company() == null) {
            throw new DestinationException("{company} has no value: only a message of a recurring job has a company,"
                    + " when the message or the recurring job names one");
        }
        if (part.value() == ContextText.Value.PARAMETER
                && part.other() == null
                && !run.parameters().containsKey(part.text())) {
            throw new DestinationException("{parameter:" + part.text() + "} has no value: "
                    + (run.parameters().isEmpty()
                            ? "no scheduled task fetched the delivery"
                            : "the scheduled task has the parameters "
                                    + String.join(", ", run.parameters().keySet()))
                    + ". Give the task the parameter, or write {parameter:" + part.text()
                    + "=VALUE} for runs without it");
        }
    }

    /** The text for a record; null for one of the whole run. */
    public String text(CurrentRecord record) {
        return fixed == null ? fill(record) : fixed;
    }

    private String fill(CurrentRecord record) {
        StringBuilder filled = new StringBuilder();
        for (Part part : text.parts()) {
            filled.append(part.value() == null ? part.text() : value(part, record));
        }
        return filled.toString();
    }

    private Object value(Part part, CurrentRecord record) {
        return switch (part.value()) {
            case EXECUTION -> run.execution();
            case JOB -> run.job();
            case FILE -> record == null || record.file() == null ? run.file() : record.file();
            case TABLE -> table;
            case ROW -> record.number();
            case COMPANY -> run.company();
            case TIMESTAMP -> TIMESTAMP.format(LocalDateTime.ofInstant(run.started(), ZoneId.systemDefault()));
            case PARAMETER -> run.parameters().getOrDefault(part.text(), part.other());
        };
    }
}
