package io.drover.addin.notification;

import io.drover.settings.RelativeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The text of a mail with tags. Immutable.
 *
 * @param html whether it is HTML; values are escaped then
 */
record MailTemplate(String content, boolean html) {
    private static final long LARGEST = 1_000_000;

    static final MailTemplate DEFAULT_TEXT = shipped("mail.txt", false);
    static final MailTemplate DEFAULT_HTML = shipped("mail.html", true);

    /**
     * A template of an installation: HTML when its name ends so, else text.
     *
     * @param root drover.files
     * @param name path below it
     * @throws IllegalArgumentException when it is not there, is not below it, or has an unknown tag
     */
    static MailTemplate read(Path root, String name) {
        String where = "the parameter notificationEmailTemplate names " + MailAddresses.asOneLine(name);
        try {
            RelativeFile below = RelativeFile.of(root, name);
            if (below.state() == RelativeFile.State.OUTSIDE) {
                throw new IllegalArgumentException(where + ", which is not below drover.files");
            }
            Path file = below.file();
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(where + ", which is larger than 1 MB");
            }
            String content = Files.readString(file);
            Tags.requireKnown("the template " + MailAddresses.asOneLine(name), content);
            String lower = name.toLowerCase(Locale.ROOT);
            return new MailTemplate(content, lower.endsWith(".html") || lower.endsWith(".htm"));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(where + ", which is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(where + ", which cannot be read below drover.files", e);
        }
    }

    String filled(RunReport report) {
        return html ? Tags.html(content, report) : Tags.text(content, report);
    }

    private static MailTemplate shipped(String name, boolean html) {
        try (InputStream file = Objects.requireNonNull(MailTemplate.class.getResourceAsStream(name), name)) {
            return new MailTemplate(new String(file.readAllBytes(), StandardCharsets.UTF_8), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
