package io.drover.api.local;

import io.drover.api.LogOperations;
import io.drover.api.OperationException;
import io.drover.settings.log.LogLevels;
import java.util.List;

/** The log of this process. */
public final class LocalLogOperations implements LogOperations {

    @Override
    public List<LogLevel> levels() {
        return LogLevels.all().entrySet().stream()
                .map(logger -> new LogLevel(logger.getKey(), logger.getValue()))
                .toList();
    }

    @Override
    public LogLevel set(String name, String level) {
        try {
            LogLevels.set(name, level);
        } catch (IllegalArgumentException e) {
            throw new OperationException(400, e.getMessage());
        }
        return new LogLevel(name, LogLevels.of(name));
    }
}
