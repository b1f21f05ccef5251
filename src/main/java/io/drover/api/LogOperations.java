package io.drover.api;

import io.drover.security.Access;
import java.util.List;

/** How much the server logs. Refusals are those of {@link Operations}. */
public interface LogOperations {

    @Operation(
            value = "GET /api/log-levels",
            id = "logLevels",
            access = Access.READ,
            summary = "The loggers that have a level of their own",
            description =
                    "All others have that of the next one above: `my.orders` that of `my`, and this that of `ROOT`.",
            answer = "Each with its level.")
    List<LogLevel> levels();

    @Operation(
            value = "POST /api/log-levels/{name}",
            id = "setLogLevel",
            access = Access.OPERATE,
            summary = "Sets the level of a logger",
            description =
                    """
                    Until the server stops; the setting `drover.log.level.NAME` lasts. The steps `log` of a route have the logger of the route's
                    id, unless they name another; `log:NAME` has the logger NAME.
                    """,
            answer = "The level that it has now.",
            refusals = 400)
    LogLevel set(
            String name,
            @Query(
                            value = "trace, debug, info, warn, error, off; default: that of the next logger above it.",
                            missing = "the level")
                    String level);

    /**
     * A logger and its level.
     *
     * @param level trace, debug, info, warn, error or off
     */
    record LogLevel(String name, String level) {}
}
