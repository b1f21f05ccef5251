package io.drover.job.delivery;

import io.drover.bucket.file.NumberedNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How files of deliveries are called. */
public final class FileNames {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /** What routes/inbox.camel.yaml leaves alone, and what is hidden. */
    private static final Pattern TEMPORARY = Pattern.compile("\\..*|.*\\.(part|tmp|filepart)|.*~");

    private static final Pattern WRAPPING = Pattern.compile("(?i)(.)\\.(gz|zip)$");

    private FileNames() {}

    /** Whether a file has the name of one that is being written. */
    public static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** {@code stock.csv.gz} is {@code stock.csv}, and {@code stock.zip} is {@code stock}: what is written of it is not wrapped. */
    public static String unwrapped(String name) {
        return WRAPPING.matcher(name).replaceFirst("$1");
    }

    /** A name for a delivery that has none: in the order of time. */
    public static String of(String origin, Instant now) {
        return origin + "-" + TIMESTAMP.format(now) + ".xml";
    }

    /** The same for a folder: without the extension. */
    public static Iterator<String> ofFolder(String origin) {
        return Stream.iterate(Instant.now(), time -> time.plusMillis(1))
                .map(time -> origin + "-" + TIMESTAMP.format(time))
                .iterator();
    }

    /** Names for a delivery that has none: the first is the time's, each of the others a millisecond later. */
    public static Iterator<String> of(String origin) {
        return Stream.iterate(Instant.now(), time -> time.plusMillis(1))
                .map(time -> of(origin, time))
                .iterator();
    }

    /** The name itself, then with numbers before its extension. */
    public static Iterator<String> like(String name) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? name : NumberedNames.beforeExtension(name, "-" + i))
                .iterator();
    }

    /** The last part of a name that came from outside: no folders, no hidden files, no control characters. */
    public static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}:*?\"<>|]", "_");
        return clean.isBlank() || clean.startsWith(".") ? "delivery" + clean.strip() : clean;
    }
}
