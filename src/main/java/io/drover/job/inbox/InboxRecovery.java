package io.drover.job.inbox;

import io.drover.bucket.file.AtomicMoves;
import io.drover.job.delivery.FolderCopy;
import io.drover.job.run.FailureMessages;
import io.drover.settings.Folders;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.InboxLedger;
import io.drover.store.ledger.InboxLedger.HeldDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings ledger and folders together again after a crash, of this node or of another: what lies aside and nobody holds is put back,
 * or filed away when it is loaded.
 */
final class InboxRecovery {
    private final Folders folders;
    private final DeliveryPlaces places;
    private final InboxLedger ledger;
    private final Deliveries deliveries;
    private final InboxMoves moves;
    private final InboxTroubles troubles;

    InboxRecovery(
            Folders folders,
            DeliveryPlaces places,
            InboxLedger ledger,
            Deliveries deliveries,
            InboxMoves moves,
            InboxTroubles troubles) {
        this.places = places;
        this.folders = folders;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.moves = moves;
        this.troubles = troubles;
    }

    /** At start, when nothing runs on this node. */
    void atStart() {
        for (Path job : entries(folders.root().resolve("Inbox"))) {
            troubles.attempt(job, () -> removeRemains(job));
        }
        for (Path bucket : entries(folders.buckets())) {
            troubles.attempt(bucket, () -> removeRemains(bucket));
        }
        jobs().forEach(this::sweep);
        for (Delivery delivery : deliveries.inInbox()) {
            troubles.attempt(moves.path(delivery), () -> compare(delivery));
        }
    }

    /** What of a job lies aside and nobody holds; the caller has made sure that this node does not run the job. */
    void sweep(String job) {
        for (Path folder : entries(folders.loading(job))) {
            troubles.attempt(folder, () -> settle(job, folder));
        }
    }

    /** The names of the jobs of which something lies aside. */
    List<String> jobs() {
        return entries(folders.root().resolve("Loading")).stream()
                .filter(job -> !entries(job).isEmpty())
                .map(job -> job.getFileName().toString())
                .toList();
    }

    private void settle(String job, Path folder) throws IOException {
        Optional<HeldDelivery> found = ledger.find(job, folder.getFileName().toString());
        if (found.isEmpty()) {
            orphan(job, folder);
            return;
        }
        Optional<Delivery> held = found.get().held() || waits(found.get().delivery())
                ? Optional.empty()
                : ledger.hold(found.get().delivery());
        if (held.isEmpty()) {
            return;
        }
        switch (held.get().state()) {
            case Running -> {} // its end could not be entered yet
            case Loaded, Tried, Failed, Duplicate -> moves.fileAway(held.get());
            default -> moves.putBack(held.get());
        }
    }

    /** The ledger does not know it: a database that is older than the files. */
    private void orphan(String job, Path folder) throws IOException {
        for (Path file : entries(folder)) {
            Path back = Files.createDirectories(places.inbox(job)).resolve(file.getFileName());
            AtomicMoves.withoutReplacing(file, back);
        }
        if (entries(folder).isEmpty()) {
            Files.deleteIfExists(folder);
        }
    }

    /** A file that the ledger has in the inbox or aside, and that may be elsewhere. */
    private void compare(Delivery delivery) {
        boolean waits = delivery.state() == State.Waiting || delivery.state() == State.Unfinished;
        if (delivery.state() == State.Running || Files.exists(moves.path(delivery))) {
            return; // the inbox route takes it up, or only moves it
        }
        if (delivery.place().aside() != null
                && Files.exists(places.inbox(delivery.job()).resolve(delivery.file()))) {
            ledger.back(delivery);
        } else if (waits) {
            deliveries.gone(delivery);
        } else {
            ledger.moved(List.of(delivery));
        }
    }

    /** Of a delivery that waits and that this node does not take just now: its file may have been removed, or replaced, by hand. */
    void noteIfGone(Delivery delivery) {
        if (delivery.state() == State.Waiting
                && delivery.place().aside() == null
                && !Files.exists(moves.path(delivery))
                && !ledger.isAside(delivery)) {
            deliveries.gone(delivery);
        }
    }

    /** The name is not free: it waits aside until it is. */
    private boolean waits(Delivery delivery) {
        return (delivery.state() == State.Waiting || delivery.state() == State.Unfinished)
                && Files.exists(places.inbox(delivery.job()).resolve(delivery.file()));
    }

    private List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.sorted().toList();
            troubles.forget(folder);
            return found;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            troubles.note(folder, "cannot be looked at: " + FailureMessages.of(e));
            return List.of();
        }
    }

    /** What a crash left half-written; only when a day old, for another node may be writing. */
    private void removeRemains(Path inbox) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        for (Path file : entries(inbox)) {
            if (file.getFileName().toString().matches("\\..*\\.part")
                    && Files.getLastModifiedTime(file).toInstant().isBefore(yesterday)) {
                FolderCopy.delete(file);
            }
        }
    }
}
