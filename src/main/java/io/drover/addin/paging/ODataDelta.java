package io.drover.addin.paging;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What has changed since the last import, as an OData filter. */
final class ODataDelta {
    /** Properties that say when an entity was changed, in the order in which they are taken. */
    static final List<String> USUAL =
            List.of("Last_Date_Modified", "Order_Date", "LastDateTimeModified", "lastModifiedDateTime", "modifiedon");

    /** The properties among them that have no time of day. */
    private static final List<String> DATES = List.of("Last_Date_Modified", "Order_Date");

    private ODataDelta() {}

    /**
     * The filter.
     *
     * @param column that the task names; empty for the first of the usual ones that the entities have
     * @param since the checkpoint; empty before the first import
     * @return empty when all entities are to come
     * @throws IOException when the entities have no such property
     */
    static Optional<String> filter(String column, ODataSample sample, String since) throws IOException {
        if (!sample.known()) {
            return Optional.empty(); // there are no entities at all
        }
        String found = column.isEmpty()
                ? USUAL.stream()
                        .filter(name -> sample.path(name).isPresent())
                        .findFirst()
                        .orElse(null)
                : column;
        Optional<String> path = found == null ? Optional.empty() : sample.path(found);
        if (path.isEmpty()) {
            throw new IOException("mode delta asks for what has changed, but the entities have "
                    + (column.isEmpty()
                            ? "none of the properties " + String.join(", ", USUAL)
                            : "no property " + column)
                    + "; name the one that says when they were changed in deltaColumn. They have "
                    + String.join(", ", sample.names()));
        }
        if (since.isEmpty()) {
            return Optional.empty();
        }
        Instant checkpoint = instant(since);
        boolean date = sample.type(found).map(type -> type == ODataType.DATE).orElseGet(() -> DATES.stream()
                .anyMatch(found::equalsIgnoreCase));
        // A date is that of the remote system's time zone, which may be behind: the day before is asked for once more
        return Optional.of(
                date
                        ? path.get() + " ge "
                                + LocalDate.ofInstant(checkpoint, ZoneOffset.UTC)
                                        .minusDays(1)
                        : path.get() + " gt " + checkpoint);
    }

    private static Instant instant(String since) throws IOException {
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw new IOException(
                    "the checkpoint is '" + since + "', which is no time such as 2026-11-21T18:30:00Z", e);
        }
    }
}
