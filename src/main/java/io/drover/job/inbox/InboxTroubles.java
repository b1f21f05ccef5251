package io.drover.job.inbox;

import io.drover.job.run.FailureMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps files in inboxes from being loaded though nothing is wrong with their content: each is said once, shown in health, and tried again after a
 * pause. One inbox's trouble is its own. Thread-safe.
 */
final class InboxTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(InboxTroubles.class);

    private final Duration pause;
    private final Map<Path, Trouble> troubles = new ConcurrentHashMap<>();

    private record Trouble(String text, long noted) {}

    /** Something that is done for one file or folder. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** @param pause until what failed is tried again */
    InboxTroubles(Duration pause) {
        this.pause = pause;
    }

    /** Does something for a file or folder, unless it has just failed; a failure is noted. */
    void attempt(Path path, Action action) {
        if (!mayTry(path)) {
            return;
        }
        try {
            action.run();
            forget(path);
        } catch (IOException | RuntimeException | Error e) { // whatever it is, the others have their turn
            note(path, FailureMessages.of(e));
        }
    }

    /** Whether it has not failed just now. */
    boolean mayTry(Path path) {
        Trouble trouble = troubles.get(path);
        return trouble == null || System.nanoTime() - trouble.noted >= pause.toNanos();
    }

    /** Takes note of what is wrong with a file or folder; says it when it is new. */
    void note(Path path, String text) {
        Trouble before = troubles.put(path, new Trouble(text, System.nanoTime()));
        if (before == null || !before.text.equals(text)) {
            LOG.warn("{}  {}", name(path), text);
        }
    }

    void forget(Path path) {
        troubles.remove(path);
    }

    /** Forgets what is wrong with files that are not there any more. */
    void forgetThoseGone() {
        troubles.keySet().removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** One sentence each. */
    List<String> said() {
        forgetThoseGone();
        return troubles.entrySet().stream()
                .map(trouble -> name(trouble.getKey()) + "  " + trouble.getValue().text)
                .sorted()
                .toList();
    }

    /** With the folder that it lies in, which is the job's. */
    private static String name(Path path) {
        Path folder = path.getParent();
        return folder == null || folder.getFileName() == null
                ? path.toString()
                : folder.getFileName() + "/" + path.getFileName();
    }
}
