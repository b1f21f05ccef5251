package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * The names in a zip. They are never used as paths; but a zip with names that are made to be, or that mean another file on another
 * system, is not what an honest sender makes, and is refused.
 */
final class ZipNames {
    private static final Pattern BAD = Pattern.compile("[\\p{Cntrl}\uFFFD\u202A-\u202E\u2066-\u2069]");
    private static final Pattern ABSOLUTE = Pattern.compile("^(/|[A-Za-z]:)");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]|CONIN\\$|CONOUT\\$)(\\..*)?");

    /** The method of what AES encrypts, which says its real method elsewhere. */
    private static final int ENCRYPTED = 99;

    private ZipNames() {}

    /**
     * Checks all entries, folders too.
     *
     * @throws DeliveryException that names the first bad one
     */
    static void check(List<ZipDirectory.Entry> entries) throws DeliveryException {
        Set<String> names = new HashSet<>();
        for (ZipDirectory.Entry entry : entries) {
            String problem = problem(entry);
            String folded = Normalizer.normalize(path(entry.name()), Normalizer.Form.NFC)
                    .toLowerCase(Locale.ROOT);
            if (problem == null && !names.add(folded)) {
                problem = "is there twice, at least on a system that does not tell case";
            }
            if (problem != null) {
                throw new DeliveryException(
                        "the entry \"" + shown(entry.name()) + "\" of the zip " + problem, 0, 0, false);
            }
        }
    }

    private static String problem(ZipDirectory.Entry entry) {
        String path = path(entry.name());
        if (entry.encrypted() || entry.method() == ENCRYPTED) {
            return "is encrypted: pack it without a password";
        }
        if (entry.method() != ZipEntry.STORED && entry.method() != ZipEntry.DEFLATED) {
            return "is packed with " + method(entry.method()) + ", which is not read here: pack it with Deflate, as zip"
                    + " programs do when nothing else is asked for";
        }
        if (entry.link()) {
            return "is a symbolic link: pack the file itself";
        }
        if (path.isBlank() || BAD.matcher(path).find()) {
            return "has characters in its name that no file name has";
        }
        if (ABSOLUTE.matcher(path).find()) {
            return "has an absolute path: pack files from within their folder";
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return "leads out of the zip: pack files from within their folder";
            }
            if (DEVICE.matcher(part.strip()).matches()) {
                return "has the name of a device: rename it";
            }
        }
        return null;
    }

    /** Those of the numbers in APPNOTE 4.4.5 of the format that programs still write. */
    private static String method(int number) {
        return switch (number) {
            case 1 -> "Shrink";
            case 6 -> "Implode";
            case 9 -> "Deflate64";
            case 12 -> "bzip2";
            case 14 -> "LZMA";
            case 20, 93 -> "Zstandard";
            case 95 -> "xz";
            case 98 -> "PPMd";
            default -> "the method " + number;
        };
    }

    /** Some systems write backslashes between folders. */
    static String path(String name) {
        return name.replace('\\', '/');
    }

    /** Whether an entry is a file with data, not a folder or what a system leaves beside. */
    static boolean isData(String name) {
        String path = path(name);
        return !path.endsWith("/") && !last(path).startsWith(".") && !path.startsWith("__MACOSX/");
    }

    /** The name without folders. */
    static String last(String name) {
        String path = path(name);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String shown(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 100 ? shown.substring(0, 100) + "..." : shown;
    }
}
