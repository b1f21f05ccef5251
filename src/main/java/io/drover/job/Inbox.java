package io.drover.job;

import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.definition.PackageFormat;
import io.drover.provider.DeliveryException;
import io.drover.provider.xml.XmlCheck;
import io.drover.settings.Folders;
import io.drover.store.Bookkeeping;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;

/** Puts deliveries into the jobs' inboxes, and files away those that are done. */
final class Inbox {
    private final Folders folders;
    private final Deliveries deliveries;
    private final Bookkeeping bookkeeping;

    Inbox(Folders folders, Deliveries deliveries, Bookkeeping bookkeeping) {
        this.bookkeeping = bookkeeping;
        this.folders = folders;
        this.deliveries = deliveries;
    }

    /**
     * Puts content into a job's inbox so that it is there whole or not at all: temporary name, check, fsync, entry in the
     * ledger, rename, fsync of the folder.
     *
     * @param names the names that the file may have, in order; the first that no other file has is taken
     * @throws DeliveryException when it is not well-formed or has another root; it is kept in Failed/ then
     */
    Path drop(String job, Iterator<String> names, InputStream content, DropOptions options) throws IOException {
        return drop(
                job, names, Files::createFile, file -> write(content, file, options.deadline(Instant.now())), options);
    }

    /** Puts the files of a folder into a job's inbox as one delivery, in the same way; the folder stays where it is. */
    Path dropFolder(String job, Iterator<String> names, Path content, DropOptions options) throws IOException {
        return drop(
                job,
                names,
                Files::createDirectory,
                folder -> FolderCopy.copy(content, folder, options.deadline(Instant.now())),
                options);
    }

    /** Makes what has a temporary name. */
    private interface Making {
        void make(Path temporary) throws IOException;
    }

    /** Fills what has a temporary name, flushed to the disk. */
    private interface Filling {
        /** @return the content's SHA-256 */
        String fill(Path temporary) throws IOException;
    }

    private Path drop(String job, Iterator<String> names, Making making, Filling filling, DropOptions options)
            throws IOException {
        Path inbox = Files.createDirectories(folders.inbox(job));
        String name = reserve(inbox, names, making);
        Path temporary = temporary(inbox, name);
        Path delivery = inbox.resolve(name);
        boolean renamed = false;
        try {
            String sha256 = filling.fill(temporary);
            if (options.expectedRoot() != null) {
                check(job, name, temporary, options.expectedRoot());
            }
            if (options.skipSame()) { // its entry comes when it is claimed, as that of a file that a person drops
                Files.move(temporary, delivery, StandardCopyOption.ATOMIC_MOVE);
            } else {
                moveAnnounced(job, temporary, delivery, sha256, options.taskRun());
            }
            renamed = true;
            FolderCopy.sync(inbox);
            return delivery;
        } finally {
            if (!renamed) { // else the temporary name may already be that of another file
                FolderCopy.delete(temporary);
            }
        }
    }

    private void moveAnnounced(String job, Path temporary, Path file, String sha256, Long taskRun) throws IOException {
        long entry = deliveries.announce(job, file.getFileName().toString(), sha256, taskRun);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deliveries.withdraw(entry);
            throw e;
        }
    }

    /** A name that no other file of the folder has, whatever threads and nodes write there; the temporary one is made. */
    private static String reserve(Path folder, Iterator<String> names, Making making) throws IOException {
        while (true) {
            String name = names.next();
            try {
                making.make(temporary(folder, name));
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            if (!Files.exists(folder.resolve(name))) {
                return name;
            }
            Files.delete(temporary(folder, name));
        }
    }

    private static Path temporary(Path folder, String name) {
        return folder.resolve("." + name + ".part");
    }

    private static String write(InputStream content, Path file, Instant deadline) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                DigestOutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), Hash.sha256())) {
            copy(content, out, deadline);
            channel.force(true);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }

    private static void copy(InputStream content, OutputStream out, Instant deadline) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            out.write(buffer, 0, n);
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("the answer was still arriving when its time was up");
            }
        }
    }

    private void check(String job, String name, Path temporary, String expectedRoot) throws IOException {
        try {
            checkRoots(temporary, expectedRoot);
        } catch (DeliveryException e) {
            Path kept = free(Files.createDirectories(folders.failed(job)), name);
            Files.move(temporary, kept);
            throw new DeliveryException(e.getMessage() + " (kept as " + kept + ")", 0, 0, e.truncated());
        }
    }

    private static void checkRoots(Path delivery, String expectedRoot) throws IOException {
        if (!Files.isDirectory(delivery)) {
            XmlCheck.requireRoot(delivery, expectedRoot);
            return;
        }
        for (Path file : FolderCopy.files(delivery)) {
            try {
                XmlCheck.requireRoot(file, expectedRoot);
            } catch (DeliveryException e) {
                throw e.in(file.getFileName().toString());
            }
        }
    }

    /** Moves a file that is done out of the inbox and notes it in the ledger. */
    void fileAway(Delivery delivery, Path file) throws IOException {
        Path folder = delivery.state() == Delivery.State.Failed
                ? folders.failed(delivery.job())
                : folders.archive(delivery.job());
        try {
            Files.move(file, free(Files.createDirectories(folder), delivery.file()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Someone else has moved it: another node that found it loaded, or a person
        }
        bookkeeping.enter(() -> deliveries.moved(delivery));
    }

    /** Where a job's rejects of a delivery go; not over those of an earlier one, which may still have to be mended. */
    Path rejects(JobDefinition job, String name) {
        boolean packaged = job.source() instanceof FileSource source && source.format() instanceof PackageFormat;
        String written = packaged ? name : FileNames.unwrapped(name); // rejects of a package are one too
        return free(folders.failed(job.name()), FileNames.beforeExtension(written, ".rejects"));
    }

    /** A name in the folder that no file has: the wanted one, or with a number before its extension. */
    private static Path free(Path folder, String name) {
        Path wanted = folder.resolve(name);
        for (int i = 2; Files.exists(wanted); i++) {
            wanted = folder.resolve(FileNames.beforeExtension(name, "-" + i));
        }
        return wanted;
    }

    /** At start: what a crash left between two steps. Temporary files go; ledger and folders agree again. */
    void recover() throws IOException {
        removeRemains();
        for (Delivery delivery : deliveries.inInbox()) {
            Path file = folders.inbox(delivery.job()).resolve(delivery.file());
            if (Files.exists(file)) {
                continue; // the inbox route takes it up, or only moves it
            }
            if (delivery.state() == Delivery.State.Waiting || delivery.state() == Delivery.State.Unfinished) {
                deliveries.gone(delivery);
            } else {
                deliveries.moved(delivery);
            }
        }
    }

    /** What a crash left half-written; only when a day old, for another node may be writing. */
    private void removeRemains() throws IOException {
        Path inboxes = folders.root().resolve("Inbox");
        if (!Files.isDirectory(inboxes)) {
            return;
        }
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (Stream<Path> remains = Files.find(
                inboxes,
                2,
                (file, attributes) -> file.getFileName().toString().matches("\\..*\\.part")
                        && attributes.lastModifiedTime().toInstant().isBefore(yesterday))) {
            for (Path file : remains.toList()) {
                FolderCopy.delete(file);
            }
        }
    }
}
