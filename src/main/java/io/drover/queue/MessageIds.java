package io.drover.queue;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that clients know: made here, and recognised in all the forms in which clients send them back (wire contract 1.0, 1.5). */
final class MessageIds {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern AROUND = Pattern.compile("^[\\s\"'\\\\{(]+|[\\s\"'\\\\})]+$");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageIds() {}

    /** A GUID that begins with the time (version 7): new ones lie together in the database's index, however large it is. */
    static String message() {
        long random = RANDOM.nextLong();
        long high = (System.currentTimeMillis() << 16) | 0x7000L | (random & 0xFFF);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** As Dynamics makes them: job, time and 32 digits. */
    static String execution(String job) {
        return job + "-" + SECONDS.format(Instant.now()) + "-"
                + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** The message id that a text is, in its normal form; empty when it is none. */
    static Optional<String> asMessage(String text) {
        String bare = bare(text);
        return GUID.matcher(bare).matches() ? Optional.of(bare.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The execution ids that a text may stand for: as it is first. */
    static List<String> asExecution(String text) {
        String bare = bare(text);
        Set<String> forms = new LinkedHashSet<>(List.of(text, text.strip(), bare));
        if (GUID.matcher(bare).matches()) {
            forms.add(bare.toLowerCase(Locale.ROOT));
            forms.add(bare.toUpperCase(Locale.ROOT));
            forms.add("{" + bare.toLowerCase(Locale.ROOT) + "}");
            forms.add("{" + bare.toUpperCase(Locale.ROOT) + "}");
        }
        return new ArrayList<>(forms);
    }

    private static String bare(String text) {
        return AROUND.matcher(text).replaceAll("");
    }
}
