package io.drover.security.token;

import com.nimbusds.jose.jwk.RSAKey;
import io.drover.security.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;

/** The file that holds a node's private key: only the account that Drover runs under may read it. */
final class PrivateKeyFile {
    private final Path file;

    PrivateKeyFile(Path file) {
        this.file = file;
    }

    /** @throws IllegalStateException when the file holds something else; its message never shows what */
    Optional<RSAKey> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RSAKey key = RSAKey.parse(Files.readString(file));
            if (!key.isPrivate() || key.getKeyID() == null) {
                throw unreadable(null);
            }
            return Optional.of(key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (ParseException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private IllegalStateException unreadable(Exception cause) {
        return new IllegalStateException(
                file.getFileName() + " in drover.data holds no key of Drover; remove it, and a new one is made", cause);
    }

    /** Puts a key there as a whole, on the disk. */
    void write(RSAKey key) {
        try {
            OwnerOnlyFile.write(file, key.toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
