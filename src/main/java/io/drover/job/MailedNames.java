package io.drover.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of mailed files, as programs that send mails write them. */
final class MailedNames {
    /** A word of RFC 2047, with the white space to the next one, which belongs to neither. */
    private static final Pattern WORD = Pattern.compile("(=\\?[^?\\s]+\\?[BbQq]\\?[^?]*\\?=)(\\s+(?==\\?))?");

    private static final Pattern SUBTYPE = Pattern.compile("[^/]*/(?:[^;\\s]*\\+)?([a-z0-9]{1,8})(?:[;\\s].*)?");
    private static final Map<String, String> EXTENSIONS = Map.of("plain", "txt");
    private static final String WORKBOOK = "spreadsheetml.sheet";

    private MailedNames() {}

    /**
     * The name of a part; one that has none is named after its number and type.
     *
     * @param number how manieth file of its mail it is
     */
    static String of(Part part, int number) throws MessagingException {
        String written = part.getFileName();
        String name = written == null ? "" : decoded(written).strip();
        return name.isEmpty() ? "attachment-" + number + extension(part.getContentType()) : name;
    }

    /** RFC 2047 does not allow its words in names, and many send them; others send UTF-8 as it is. */
    static String decoded(String written) {
        return WORD.matcher(utf8(written)).replaceAll(word -> Matcher.quoteReplacement(word(word)));
    }

    private static String word(MatchResult word) {
        try {
            return MimeUtility.decodeWord(word.group(1));
        } catch (ParseException | UnsupportedEncodingException e) {
            return word.group();
        }
    }

    /** Bytes of UTF-8 that have been taken for characters. */
    private static String utf8(String written) {
        if (!ISO_8859_1.newEncoder().canEncode(written)) {
            return written;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(written.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return written;
        }
    }

    private static String extension(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains(WORKBOOK)) {
            return ".xlsx";
        }
        Matcher subtype = SUBTYPE.matcher(lower);
        return subtype.matches() ? "." + EXTENSIONS.getOrDefault(subtype.group(1), subtype.group(1)) : "";
    }
}
