package io.drover.connector.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Dynamics 365 writes them: UTC, to the second, without a zone (wire contract 1.5). */
public final class WireTime {
    /** Where there is no time yet: clients cannot read null (wire contract 1.5). */
    public static final String NONE = "0001-01-01T00:00:00";

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /**
     * A time as clients read it.
     *
     * @param instant null: none
     */
    public static String of(Instant instant) {
        return instant == null ? NONE : FORMAT.format(instant);
    }
}
