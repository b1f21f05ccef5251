package io.drover.job.inbox;

import io.drover.bucket.file.AtomicMoves;
import io.drover.bucket.file.FolderSync;
import io.drover.job.delivery.FolderCopy;
import io.drover.provider.DeliveryException;
import io.drover.provider.xml.XmlCheck;
import io.drover.store.ledger.Deliveries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import org.apache.commons.codec.digest.DigestUtils;

/** Puts deliveries into the jobs' inboxes. */
final class InboxDrop {
    private final DeliveryPlaces folders;
    private final Deliveries deliveries;

    InboxDrop(DeliveryPlaces folders, Deliveries deliveries) {
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
        requireTaken(job, name, temporary(inbox, name));
        Path temporary = temporary(inbox, name);
        boolean renamed = false;
        try {
            String sha256 = filling.fill(temporary);
            options.whenRead().check(Files.isDirectory(temporary) ? -1 : Files.size(temporary));
            if (options.expectedRoot() != null) {
                check(job, name, temporary, options.expectedRoot());
            }
            Path delivery = inbox.resolve(name);
            while (!move(job, temporary, delivery, sha256, options)) { // somebody was given the name meanwhile
                delivery = inbox.resolve(names.next());
            }
            renamed = true;
            FolderSync.sync(inbox);
            return delivery;
        } finally {
            if (!renamed) { // else the temporary name may already be that of another file
                FolderCopy.delete(temporary);
            }
        }
    }

    /** What comes for a job that reads some files of a bucket has to be one of them, or it would lie there for good. */
    private void requireTaken(String job, String name, Path temporary) throws IOException {
        if (!folders.takes(job, name)) {
            FolderCopy.delete(temporary);
            throw new IllegalArgumentException("job " + job + " reads files "
                    + folders.bucket(job).orElseThrow().files() + " of a bucket; " + name + " is none of them");
        }
    }

    /** Keeps in Failed, whole or not at all, what is no delivery. */
    Path keep(String job, String name, InboxIntake.Kept content) throws IOException {
        Path folder = Files.createDirectories(folders.failed(job));
        Path temporary = Files.createTempFile(folder, ".", ".part");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                content.writeTo(out);
                channel.force(true);
            }
            return AtomicMoves.toFreeName(temporary, folder, name);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private boolean move(String job, Path temporary, Path file, String sha256, DropOptions options) throws IOException {
        if (options.skipSame()) { // its entry comes when it is claimed, as that of a file that a person drops
            return AtomicMoves.withoutReplacing(temporary, file);
        }
        if (Files.exists(file)) {
            return false;
        }
        long entry = deliveries.announce(job, file.getFileName().toString(), sha256, options.taskRun());
        boolean moved = false;
        try {
            moved = AtomicMoves.withoutReplacing(temporary, file);
        } finally {
            if (!moved) {
                deliveries.withdraw(entry);
            }
        }
        return moved;
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
                DigestOutputStream out =
                        new DigestOutputStream(Channels.newOutputStream(channel), DigestUtils.getSha256Digest())) {
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
            Path kept = AtomicMoves.toFreeName(temporary, Files.createDirectories(folders.failed(job)), name);
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
}
