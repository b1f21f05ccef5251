package io.drover.deploy.endpoint;

import io.drover.job.JobConstants;
import io.drover.job.inbox.MarkerlessReadLock;
import io.drover.job.inbox.SourceCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.FileOperations;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.FtpConstants;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.SftpOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.component.file.remote.strategy.FtpChangedExclusiveReadLockStrategy;
import org.apache.camel.component.file.remote.strategy.SftpChangedExclusiveReadLockStrategy;
import org.apache.camel.component.file.strategy.FileChangedExclusiveReadLockStrategy;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.commons.net.ftp.FTPFile;

/**
 * What a job fetches by file, FTP or SFTP is deleted or moved there only when it is still what was read: it is looked at before the
 * first byte and after the last one. With {@code readLock=changed} Camel's own strategy waits for its writer before that.
 *
 * @param <T> what the component knows a file by
 */
public final class FetchedFiles<T> extends MarkerlessReadLock<T> implements ExceptionHandler {
    /** What a file was when it was fetched. */
    private static final String FETCHED = "DroverFetched";

    private final EndpointWatch watch;

    public FetchedFiles(EndpointWatch watch) {
        this.watch = watch;
    }

    /** What the server says of a file; {@code key} is null where it does not tell more. */
    private record FileAttributes(long size, long time, Object key) {}

    @Override
    public boolean acquireExclusiveReadLock(GenericFileOperations<T> operations, GenericFile<T> file, Exchange exchange)
            throws Exception {
        GenericFileEndpoint<?> endpoint = (GenericFileEndpoint<?>) exchange.getFromEndpoint();
        HeldFiles.Key key = new HeldFiles.Key(exchange.getFromRouteId(), file.getAbsoluteFilePath());
        String unaskable = unaskable(operations, file);
        if (!unaskable.isEmpty()) {
            watch.leftAlone(key, file.getFileNameOnly() + "  is left alone: " + unaskable);
            return false;
        }
        boolean may = watch.held().mayTry(key);
        Optional<Object> taken = watch.held().taken(key);
        boolean fetchedBefore = taken.isPresent() && isListedAs(taken.get(), file);
        boolean another = taken.isPresent() && !fetchedBefore;
        if ((!may && !another) || (fetchedBefore && !watch.held().mayTakeAway(key.route()))) {
            return false;
        }
        if (!fetchedBefore
                && "changed".equals(endpoint.getReadLock())
                && !changed(operations, endpoint).acquireExclusiveReadLock(operations, file, exchange)) {
            return false;
        }
        FileAttributes before = look(operations, file);
        if (before == null || (fetchedBefore && !taken.get().equals(before))) {
            return false; // gone or changed since the folder was listed
        }
        exchange.setProperty(JobConstants.FETCHED_BEFORE, fetchedBefore);
        boolean counted = isCounted(endpoint);
        SourceCheck check = bytes -> {
            release(operations, exchange);
            if (counted && bytes >= 0 && bytes != before.size) {
                throw new IOException("it has " + before.size + " bytes, and " + bytes + " of them came");
            }
            FileAttributes now = look(operations, file);
            if (now != null && !now.equals(before)) { // one that is gone was whole when it was read
                throw new IOException("it was changed at its source while it was fetched");
            }
        };
        exchange.setProperty(JobConstants.SOURCE_CHECK, check);
        exchange.setProperty(FETCHED, before);
        return true;
    }

    /** Names that mean others to the components: what is asked for, or deleted, by one of them would not be the file that was listed. */
    private static String unaskable(GenericFileOperations<?> operations, GenericFile<?> file) {
        if (operations instanceof FileOperations) {
            return "";
        }
        if (file.getFileNameOnly().indexOf('\\') >= 0) {
            return "its name has a backslash, which is taken for a folder's end: rename it at the server";
        }
        String path = file.getAbsoluteFilePath();
        return operations instanceof SftpOperations && (path.indexOf('*') >= 0 || path.indexOf('?') >= 0)
                ? "its name has * or ?, which stand for other characters when it is asked for: rename it at the server"
                : "";
    }

    private static boolean isListedAs(Object attributes, GenericFile<?> file) {
        return attributes instanceof FileAttributes fetched
                && fetched.size == file.getFileLength()
                && fetched.time == file.getLastModified();
    }

    @Override
    public void handleException(Throwable exception) {
        watch.handleException(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        watch.handleException(message, exception);
    }

    /** What fails when the route is done with a file: to delete or move it, or to put it back. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        FileAttributes fetched = exchange == null ? null : exchange.getProperty(FETCHED, FileAttributes.class);
        if (fetched != null && !exchange.isFailed()) {
            watch.notTakenAway(exchange, fetched, exception);
        } else {
            watch.handleException(message, exchange, exception);
        }
    }

    /** What the watch knows the file of an exchange by; empty when it brings none that this looks after. */
    static Optional<HeldFiles.Key> key(Exchange exchange) {
        boolean own = exchange.getFromEndpoint() instanceof GenericFileEndpoint<?> endpoint
                && endpoint.getExclusiveReadLockStrategy() instanceof FetchedFiles<?>;
        return own
                ? Optional.ofNullable(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class))
                        .map(file -> new HeldFiles.Key(exchange.getFromRouteId(), file.getAbsoluteFilePath()))
                : Optional.empty();
    }

    /** Looks once more, right before Camel deletes or moves it; the routes call it. */
    public static void check(Exchange exchange) throws IOException {
        SourceCheck check = exchange.getProperty(JobConstants.SOURCE_CHECK, SourceCheck.class);
        if (check != null) {
            check.check(-1);
        }
        FetchedObjects.check(exchange);
    }

    /** Whether as many bytes arrive as the server says: not when it, or Camel, changes characters. */
    private static boolean isCounted(GenericFileEndpoint<?> endpoint) {
        return endpoint.getCharset() == null
                && !EndpointUris.options(endpoint.getEndpointUri())
                        .getOrDefault("binary", "true")
                        .equals("false");
    }

    /** An FTP server answers nothing else before the transfer has been ended. */
    private static <T> void release(GenericFileOperations<T> operations, Exchange exchange) {
        operations.releaseRetrievedFileResources(exchange);
        exchange.getIn().removeHeader(FtpConstants.REMOTE_FILE_INPUT_STREAM); // else it would be ended twice
    }

    /** Null when it is not there. */
    private static <T> FileAttributes look(GenericFileOperations<T> operations, GenericFile<T> file)
            throws IOException {
        if (file.getFile() instanceof File local) {
            return look(local.toPath());
        }
        FileAttributes direct = look(operations.listFiles(file.getAbsoluteFilePath()), file.getFileNameOnly());
        return direct != null || operations instanceof SftpOperations
                ? direct
                : look(operations.listFiles(file.getParent()), file.getFileNameOnly()); // not all list a single file
    }

    private static FileAttributes look(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileAttributes(
                    attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static FileAttributes look(Object[] listed, String name) {
        for (Object each : listed == null ? new Object[0] : listed) {
            if (each instanceof SftpRemoteFile<?> remote
                    && last(remote.getFilename()).equals(name)) {
                return new FileAttributes(remote.getFileLength(), remote.getLastModified(), null);
            } else if (each instanceof FTPFile remote && last(remote.getName()).equals(name)) {
                return new FileAttributes(
                        remote.getSize(), remote.getTimestamp().getTimeInMillis(), null);
            }
        }
        return null;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked") // the operations tell what files are known by
    private static <T> GenericFileExclusiveReadLockStrategy<T> changed(
            GenericFileOperations<T> operations, GenericFileEndpoint<?> endpoint) {
        GenericFileExclusiveReadLockStrategy<?> strategy;
        if (operations instanceof SftpOperations) {
            SftpChangedExclusiveReadLockStrategy sftp = new SftpChangedExclusiveReadLockStrategy();
            sftp.setMinAge(endpoint.getReadLockMinAge());
            sftp.setMinLength(endpoint.getReadLockMinLength());
            strategy = sftp;
        } else if (operations instanceof FtpOperations) {
            FtpChangedExclusiveReadLockStrategy ftp = new FtpChangedExclusiveReadLockStrategy();
            ftp.setMinAge(endpoint.getReadLockMinAge());
            ftp.setMinLength(endpoint.getReadLockMinLength());
            strategy = ftp;
        } else if (operations instanceof FileOperations) {
            FileChangedExclusiveReadLockStrategy file = new FileChangedExclusiveReadLockStrategy();
            file.setMarkerFiler(false);
            file.setMinAge(endpoint.getReadLockMinAge());
            file.setMinLength(endpoint.getReadLockMinLength());
            strategy = file;
        } else {
            throw new IllegalStateException("no files: " + operations.getClass().getName());
        }
        strategy.setTimeout(endpoint.getReadLockTimeout());
        strategy.setCheckInterval(endpoint.getReadLockCheckInterval());
        strategy.setReadLockLoggingLevel(endpoint.getReadLockLoggingLevel());
        return (GenericFileExclusiveReadLockStrategy<T>) strategy;
    }
}
