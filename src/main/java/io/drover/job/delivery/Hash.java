package io.drover.job.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** Content hashes: how the ledger recognises a delivery. */
public final class Hash {
    /** In the place of a hash, of what is no file. */
    public static final String NONE = "-".repeat(64);

    /** A gigabyte is read here before anything else happens: in large pieces. */
    private static final int BUFFER = 256 * 1024;

    private Hash() {}

    /** The SHA-256 of a file, in hexadecimal; that of a folder is of the names and contents of its files. */
    public static String of(Path delivery) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        if (Files.isDirectory(delivery)) {
            try (Stream<Path> files = Files.list(delivery)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(of(file).getBytes(StandardCharsets.US_ASCII));
                }
            }
        } else {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = Files.newInputStream(delivery)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
