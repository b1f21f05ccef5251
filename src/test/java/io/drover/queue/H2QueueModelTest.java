package io.drover.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

class H2QueueModelTest extends QueueModelContract {
    private static final Map<String, String> NO_GRACE = Map.of("drover.clean-up.grace", "0");

    @Override
    QueueFixture open(Path home) {
        return new QueueFixture(home, "", NO_GRACE);
    }

    /** The files as they are at this moment are what a kill leaves; the life that goes on writes to others. */
    @Override
    QueueFixture crash(QueueFixture killed, Path home, Path next) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path to = next.resolve(home.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
        killed.close();
        return open(next);
    }
}
