package io.drover.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server of a folder on a port of its own, that can go away and come back. */
public final class SftpTestServer implements AutoCloseable {
    private static final KeyPairProvider HOST_KEY = hostKey();

    private final Path folder;
    private final String password;
    private final int port = TestServer.freePort();
    private final Map<String, Runnable> whenRead = new ConcurrentHashMap<>();
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();
    private volatile boolean unchangeable;
    private SshServer server;

    public SftpTestServer(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    private static KeyPairProvider hostKey() {
        SimpleGeneratorHostKeyProvider key = new SimpleGeneratorHostKeyProvider();
        key.setAlgorithm("EC");
        key.setKeySize(256);
        return key;
    }

    public SftpTestServer start() {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(HOST_KEY);
        server.setPasswordAuthenticator((user, given, session) -> user.equals("drover") && given.equals(password));
        server.setSubsystemFactories(List.of(subsystem()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private SftpSubsystemFactory subsystem() {
        SftpSubsystemFactory subsystem = new SftpSubsystemFactory();
        subsystem.addSftpEventListener(new AbstractSftpEventListenerAdapter() {
            @Override
            public void opening(ServerSession session, String remoteHandle, Handle handle) throws IOException {
                // A file that is read, and a folder that is listed
                if (unreadable.contains(Path.of(handle.getFile().toString()))) {
                    throw new AccessDeniedException(handle.getFile().toString());
                }
            }

            @Override
            public void removing(ServerSession session, Path path, boolean isDirectory) throws IOException {
                requireChangeable(path);
            }

            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                    throws IOException {
                requireChangeable(from);
            }

            @Override
            public void read(
                    ServerSession session,
                    String remoteHandle,
                    FileHandle handle,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int dataLength,
                    int readLength,
                    Throwable thrown) {
                Runnable once = whenRead.remove(handle.getFile().getFileName().toString());
                if (once != null) {
                    once.run();
                }
            }
        });
        return subsystem;
    }

    private void requireChangeable(Path path) throws AccessDeniedException {
        if (unchangeable) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** From now on nobody may read a file, named from the folder of the server. */
    public void refuseReading(String file) {
        unreadable.add(Path.of("/" + file));
    }

    /** From now on all may be read again. */
    public void allowReading() {
        unreadable.clear();
    }

    /** Whether from now on nobody may delete or rename anything. */
    public void refuseChanges(boolean refused) {
        unchangeable = refused;
    }

    /** Does something once, when somebody has begun to read a file of that name and has not yet got the end. */
    public void whenRead(String file, Runnable action) {
        whenRead.put(file, action);
    }

    public int port() {
        return port;
    }

    /** Writes a file of known hosts that has the key of this server. */
    public Path knownHosts(Path file) throws IOException {
        PublicKey key;
        try {
            key = HOST_KEY.loadKeys(null).iterator().next().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return Files.writeString(file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key) + "\n");
    }

    /** What URIs begin with, up to a folder of the server. */
    public String uri(String path) {
        return "sftp:127.0.0.1:" + port + "/" + path;
    }

    public void stop() throws IOException {
        server.stop(true);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
