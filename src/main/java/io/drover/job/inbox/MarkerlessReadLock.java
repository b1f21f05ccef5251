package io.drover.job.inbox;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * A read lock that decides whether a file may be read and leaves nothing beside it: Camel's settings of lock files and of waiting do
 * not concern it, and there is nothing to clean up or give back.
 *
 * @param <T> what the component knows a file by
 */
public abstract class MarkerlessReadLock<T> implements GenericFileExclusiveReadLockStrategy<T> {
    @Override
    public void prepareOnStartup(GenericFileOperations<T> operations, GenericFileEndpoint<T> endpoint) {
        // No lock files to clean up
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<T> operations, GenericFile<T> file, Exchange exchange) {
        // Not acquired: nothing to release
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<T> operations, GenericFile<T> file, Exchange exchange) {
        // Nothing is held
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<T> operations, GenericFile<T> file, Exchange exchange) {
        // Nothing is held
    }

    @Override
    public void setTimeout(long timeout) {
        // Each lock has times of its own
    }

    @Override
    public void setCheckInterval(long checkInterval) {
        // As setTimeout
    }

    @Override
    public void setReadLockLoggingLevel(LoggingLevel level) {
        // Each lock has words of its own
    }

    @Override
    public void setMarkerFiler(boolean markerFile) {
        // No marker files
    }

    @Override
    public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
        // No lock files
    }
}
