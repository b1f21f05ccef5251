package io.drover.job.inbox;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Symbolic links in inboxes. Who may write there could have any file read that Drover may read: they are not followed unless the
 * settings allow it. Links above the inbox are the operator's own and are followed.
 */
final class InboxLinks {
    private final boolean followed;

    InboxLinks(Settings settings) {
        String written = settings.get("drover.inbox.follow-links");
        if (!written.equals("true") && !written.equals("false")) {
            throw new IllegalArgumentException("drover.inbox.follow-links is '" + written + "'; it is true or false");
        }
        this.followed = written.equals("true");
    }

    /** Whether a file is not read because it is a link. */
    boolean isRefused(Path file) {
        return !followed && Files.isSymbolicLink(file);
    }

    /** Why a delivery is not read: it is a link, or holds one. Empty when it may be. */
    Optional<String> refusal(Path delivery) throws IOException {
        if (followed) {
            return Optional.empty();
        }
        return links(delivery).stream()
                .findFirst()
                .map(
                        link -> (link.equals(delivery)
                                        ? "is a symbolic link"
                                        : "holds the symbolic link " + link.getFileName())
                                + ": it is not read and stays there. Put the file itself there, or set drover.inbox.follow-links=true");
    }

    /** Where links are followed: lets those of a delivery lead to the same place wherever it is moved. */
    void fasten(Path delivery) throws IOException {
        if (!followed) {
            return;
        }
        for (Path link : links(delivery)) {
            Path target = Files.readSymbolicLink(link);
            if (!target.isAbsolute()) {
                Path absolute = link.toRealPath();
                Path made = link.resolveSibling("." + link.getFileName() + ".part");
                Files.deleteIfExists(made);
                Files.createSymbolicLink(made, absolute);
                Files.move(made, link, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static List<Path> links(Path delivery) throws IOException {
        if (Files.isSymbolicLink(delivery)) {
            return List.of(delivery);
        }
        List<Path> links = new ArrayList<>();
        if (Files.isDirectory(delivery)) {
            try (Stream<Path> entries = Files.list(delivery)) {
                entries.filter(Files::isSymbolicLink).sorted().forEach(links::add);
            }
        }
        return links;
    }
}
