package io.drover.security.gate;

import io.drover.security.OwnerOnlyFile;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What tells the people of this machine from all others: a random value in a file that only the account of the server can read,
 * new at each start. An address says nothing of that: behind a proxy on the same machine, all of the world comes from loopback.
 */
public final class MachineToken {
    /** Its name in {@code drover.data}; it holds a header as curl takes it: {@code curl -H @data/api.header URL}. */
    public static final String FILE = "api.header";

    private static final String HEADER = "Authorization: Bearer ";
    private static final String PREFIX = "drover-machine-";
    private static final int BYTES = 32;

    private final Path file;
    private final byte[] value;

    private MachineToken(Path file, byte[] value) {
        this.file = file;
        this.value = value;
    }

    /** Makes one for a server that begins, where its settings let this machine in; else removes the one of before. */
    public static Optional<MachineToken> begin(Settings settings) {
        Path file = file(settings);
        try {
            if (!Gate.isMachineOpen(settings)) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            String value = random();
            OwnerOnlyFile.write(file, HEADER + value + "\n");
            return Optional.of(new MachineToken(file, value.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The value for a command on this machine; empty when no server lets this machine in. */
    public static Optional<String> read(Settings settings) throws IOException {
        Path file = file(settings);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String header = Files.readString(file).strip();
        return header.startsWith(HEADER) ? Optional.of(header.substring(HEADER.length())) : Optional.empty();
    }

    private static Path file(Settings settings) {
        return settings.path("drover.data").resolve(FILE);
    }

    /** Whether a token is one of a machine, be it this one's of now or not. */
    static boolean isMeant(String token) {
        return token.startsWith(PREFIX);
    }

    /** Whether a token is this one; takes as long for a wrong one as for the right one. */
    boolean is(String token) {
        return MessageDigest.isEqual(value, token.getBytes(StandardCharsets.US_ASCII));
    }

    /** Removes its file when the server ends. */
    public void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is of no use any more: the next server has another
        }
    }
}
