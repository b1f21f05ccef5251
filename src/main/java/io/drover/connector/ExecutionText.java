package io.drover.connector;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.queue.Message;
import java.util.List;
import java.util.Optional;

/** What a run did, in words: the counts, what went wrong, the first errors. Empty while there is nothing to tell. */
record ExecutionText(Message message, Optional<Execution> execution, List<ExecutionError> errors) {
    private static final int SHOWN = 20;

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (message.state().reason() != null) {
            text.append(message.state().reason()).append('\n');
        }
        execution.ifPresent(run -> describe(text, run));
        List<String> lines = errors.stream()
                .map(ExecutionText::line)
                .filter(line -> !line.equals(message.state().reason())) // that of the whole is said already
                .toList();
        lines.stream().limit(SHOWN).forEach(line -> text.append(line).append('\n'));
        if (lines.size() > SHOWN) {
            text.append("and ").append(lines.size() - SHOWN).append(" more: GetExecutionErrors tells them all\n");
        }
        return text.toString().stripTrailing();
    }

    private void describe(StringBuilder text, Execution run) {
        if (run.message() != null && !run.message().equals(message.state().reason())) {
            text.append(run.message()).append('\n');
        }
        if (run.ended() != null) {
            text.append(run.read())
                    .append(" records read, ")
                    .append(run.inserted())
                    .append(" inserted, ")
                    .append(run.updated())
                    .append(" updated, ")
                    .append(run.rejected())
                    .append(" rejected\n");
        }
    }

    /** Such as: {@code line 12, Currency [Code=DKK], Rate "1,2,3": is no number}. */
    private static String line(ExecutionError error) {
        StringBuilder place = new StringBuilder();
        if (error.line() > 0) {
            place.append("line ").append(error.line()).append(", ");
        }
        if (error.table() != null) {
            place.append(error.table());
            place.append(error.key() == null ? "" : " [" + error.key() + "]").append(", ");
        }
        if (error.column() != null) {
            place.append(error.column());
            place.append(error.value() == null ? "" : " \"" + error.value() + "\"")
                    .append(", ");
        }
        return place.isEmpty() ? error.reason() : place.substring(0, place.length() - 2) + ": " + error.reason();
    }
}
