package io.drover.bucket;

import io.drover.bucket.BucketException.Kind;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of files in buckets. They come from anybody and are data: one names a file of the bucket's folder on each system that Drover
 * runs on, or it is refused; none is changed into another.
 */
public final class BucketFileName {
    /** Leaves room for what is written beside a file: products.csv.20260131_060000.errors.jsonl. */
    private static final int MOST_BYTES = 200;

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\:*?\"<>|]");
    /** Control characters, the marks that turn the direction of text, halves of characters, and what is no character. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FEFF}\\p{Cs}\\x{FFFE}\\x{FFFF}\\p{Zl}\\p{Zp}]");

    private static final Pattern DEVICE =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\\$|CONOUT\\$)(\\..*)?");
    private static final Pattern TEMPORARY = Pattern.compile("(?i).*\\.(part|tmp|filepart)|.*~");

    private BucketFileName() {}

    /**
     * The name as files have it: Unicode's composed form.
     *
     * @throws BucketException when no file of a bucket may be called so; the message says why
     */
    public static String of(String written) {
        if (written == null || written.isEmpty()) {
            throw refused("", "it is empty");
        }
        if (UNSEEN.matcher(written).find()) {
            throw refused(
                    UNSEEN.matcher(written).replaceAll("\uFFFD"),
                    "it has a control character, or one that is not to be seen");
        }
        String name = Normalizer.normalize(written, Normalizer.Form.NFC);
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refused(
                    name.substring(0, name.offsetByCodePoints(0, 20)) + "..",
                    "it has more than " + MOST_BYTES + " bytes in UTF-8");
        }
        if (SEPARATOR.matcher(name).find()) {
            throw refused(name, "the characters / \\ : * ? \" < > | are no part of a name: a bucket has no folders");
        }
        if (name.startsWith(".") || name.endsWith(".") || !name.equals(name.strip())) {
            throw refused(name, "it begins or ends with a space, begins with a point or ends with one");
        }
        if (DEVICE.matcher(name).matches()) {
            throw refused(name, "Windows reserves it for a device");
        }
        if (TEMPORARY.matcher(name).matches()) {
            throw refused(
                    name,
                    "it is that of a file which is being written (.part, .tmp, .filepart, ~), and no job would read it");
        }
        return name;
    }

    /** Whether files may be called so. */
    static boolean isPossible(String name) {
        try {
            return of(name).equals(name);
        } catch (BucketException e) {
            return false;
        }
    }

    /** What two names have in common that a bucket takes for one, as some file systems do. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static BucketException refused(String name, String why) {
        return new BucketException(Kind.INVALID, "no file of a bucket may be called '" + name + "': " + why);
    }
}
