package io.drover.job.inbox;

import io.drover.bucket.file.AtomicMoves;
import io.drover.bucket.file.FolderSync;
import io.drover.job.delivery.FileNames;
import io.drover.provider.format.BucketSource;
import io.drover.store.Bookkeeping;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.InboxLedger;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;

/**
 * Moves deliveries: out of an inbox before anything of them is read, then back into it or to Archive or Failed. While a job has one it lies at
 * {@code Loading/<job>/<id>/<name>}, where nobody who writes to the inbox reaches it by its name.
 */
final class InboxMoves {
    private final DeliveryPlaces folders;
    private final ErrorsFiles errors;
    private final InboxLedger ledger;
    private final FiledDeliveries filed;
    private final Bookkeeping bookkeeping;
    private final InboxLinks links;

    InboxMoves(DeliveryPlaces folders, InboxLedger ledger, FiledDeliveries filed, Store store, InboxLinks links) {
        this.errors = new ErrorsFiles(store);
        this.filed = filed;
        this.links = links;
        this.folders = folders;
        this.ledger = ledger;
        this.bookkeeping = store.bookkeeping();
    }

    /** Where a delivery lies: in its inbox, or aside. */
    Path path(Delivery delivery) {
        return delivery.place().aside() == null
                ? inInbox(delivery)
                : folder(delivery).resolve(delivery.file());
    }

    /** Where the deliveries of a job lie that are taken aside. */
    Path aside(String job) {
        return folders.loading(job);
    }

    private Path inInbox(Delivery delivery) {
        return folders.inbox(delivery.job()).resolve(delivery.file());
    }

    private Path folder(Delivery delivery) {
        return folders.loading(delivery.job()).resolve(delivery.place().aside());
    }

    /**
     * Takes a delivery out of its inbox; its entry is in the ledger.
     *
     * @throws NoSuchFileException when it is not there any more
     * @throws IOException when it cannot be moved; the message says why
     */
    void takeAside(Delivery delivery) throws IOException {
        Path file = inInbox(delivery);
        Path aside = path(delivery);
        try {
            Files.createDirectories(aside.getParent());
            links.fasten(file);
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            forget(delivery);
            throw new IOException(
                    "it cannot be taken out of the inbox: " + folders.inbox(delivery.job()) + " and "
                            + folders.loading(delivery.job()) + " have to be on one file system",
                    e);
        } catch (FileSystemException e) {
            forget(delivery);
            if (e instanceof NoSuchFileException && !Files.exists(file)) {
                throw e;
            }
            throw new IOException(
                    "it cannot be taken out of the inbox (" + e.getMessage()
                            + "): Drover needs the right to write to " + folders.inbox(delivery.job()) + " and to "
                            + folders.loading(delivery.job()) + ", and for a folder to the folder itself",
                    e);
        }
    }

    /** The folder for a delivery that could not be taken: where it cannot be removed, it could not be made. */
    private void forget(Delivery delivery) {
        try {
            remove(delivery);
        } catch (IOException e) {
            // What kept the delivery from being taken is said
        }
    }

    /** Puts a delivery back into its inbox, unless another one has its name by now: it waits aside then, and comes before that one. */
    void putBack(Delivery delivery) throws IOException {
        Path inbox = inInbox(delivery);
        Files.createDirectories(inbox.getParent());
        try {
            if (!AtomicMoves.withoutReplacing(path(delivery), inbox)) {
                return;
            }
        } catch (NoSuchFileException e) {
            // Somebody has put it back already, or has taken it away
        }
        Crashpoint.reached("import.afterBack");
        remove(delivery);
        bookkeeping.enter(() -> ledger.back(delivery));
    }

    /**
     * Moves a delivery that is done out of the inbox, which the ledger notes.
     *
     * @param well whether it goes to Archive; else to Failed
     * @return where it lies now, or null when it was not there any more
     */
    Path fileAway(Delivery delivery, boolean well) throws IOException {
        Path folder = Files.createDirectories(well ? folders.archive(delivery.job()) : folders.failed(delivery.job()));
        Path place = null;
        try {
            place = folders.bucket(delivery.job()).isPresent()
                    ? withErrors(delivery, folder)
                    : AtomicMoves.toFreeName(path(delivery), folder, delivery.file());
        } catch (NoSuchFileException e) {
            // Someone else has moved it: another node that found it loaded, or a person
        }
        Crashpoint.reached("import.afterMove");
        if (delivery.place().aside() != null) {
            remove(delivery);
        }
        filed.add(delivery, place == null ? null : folder);
        return place;
    }

    /** With what was wrong in a file beside it, which is there first: after a crash it is written again, in the same place. */
    private Path withErrors(Delivery delivery, Path folder) throws IOException {
        Optional<ErrorsFiles.ErrorsFile> wrong = errors.of(delivery);
        if (wrong.isEmpty()) {
            return AtomicMoves.toFreeName(path(delivery), folder, delivery.file());
        }
        Iterator<String> names = FileNames.like(delivery.file());
        while (true) {
            Path to = folder.resolve(names.next());
            if (Files.exists(to)) {
                continue;
            }
            Path beside = wrong.get().write(folder, to.getFileName().toString());
            Crashpoint.reached("bucket.afterErrors");
            if (AtomicMoves.withoutReplacing(path(delivery), to)) {
                return to;
            }
            Files.deleteIfExists(beside);
        }
    }

    /** Sets a file of a bucket aside that is not read. */
    Path skip(BucketSource bucket, Path file) throws IOException {
        Path folder = Files.createDirectories(folders.skipped(bucket));
        Path place = AtomicMoves.toFreeName(file, folder, file.getFileName().toString());
        FolderSync.sync(folder);
        return place;
    }

    /** The same to where its state says. */
    Path fileAway(Delivery delivery) throws IOException {
        return fileAway(delivery, delivery.state() != Delivery.State.Failed);
    }

    /** Moves a file from Archive to Failed: it turned out that not all of it was loaded. */
    Path fail(String job, Path archived) throws IOException {
        return AtomicMoves.toFreeName(
                archived,
                Files.createDirectories(folders.failed(job)),
                archived.getFileName().toString());
    }

    private void remove(Delivery delivery) throws IOException {
        Files.deleteIfExists(folder(delivery));
    }
}
