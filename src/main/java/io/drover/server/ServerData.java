package io.drover.server;

import io.drover.settings.DataFolder;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.StoreException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server keeps: its folder, which is its alone while it runs, and its store. */
record ServerData(Settings settings, DataFolder folder, DataLock lock, Store store) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerData.class);

    /** @throws StoreException when the folder cannot be written or the database cannot be opened, with the reason in one line */
    static ServerData open(Settings settings) {
        DataFolder folder = make(settings);
        DataLock lock = DataLock.take(settings.path("drover.data"));
        try {
            ServerData data = new ServerData(settings, folder, lock, Store.open(settings));
            data.closeToOthers();
            return data;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static DataFolder make(Settings settings) {
        DataFolder folder = DataFolder.of(settings);
        try {
            folder.make();
            folder.closeToOthers();
            return folder;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write to the data folder " + settings.path("drover.data") + ": " + e.getMessage(), e);
        }
    }

    /** H2 makes its files as the umask says: when it opens, and when it compacts at its end. */
    void closeToOthers() {
        try {
            folder.closeToOthers();
        } catch (IOException e) {
            LOG.warn("others may be able to read files in {}: {}", settings.path("drover.data"), e.toString());
        }
    }

    @Override
    public void close() {
        store.close();
        closeToOthers();
        lock.close();
    }
}
