package io.drover.deploy;

import io.drover.definition.Problem;
import io.drover.settings.EncryptionKey;
import io.drover.settings.EncryptionKeys;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encrypts the {@code {{enc:...}}} values of an installation anew, from the key drover.secrets.old-key to drover.secrets.key. All
 * are opened before the first file is written; each file is replaced as a whole, and nothing else in it changes.
 */
public final class SecretRotation {
    private static final Pattern ENCRYPTED = Pattern.compile("\\{\\{enc:\\s*([0-9a-f]{8}\\.[\\w-]+)\\s*}}");

    private final EncryptionKeys keys;
    private final EncryptionKey current;

    /** @throws IllegalArgumentException when one of the two keys is not there or no good */
    public SecretRotation(Settings settings) {
        keys = EncryptionKeys.of(settings);
        current = keys.get(EncryptionKeys.KEY);
        if (keys.get(EncryptionKeys.OLD_KEY).id().equals(current.id())) {
            throw new IllegalArgumentException("drover.secrets.old-key and drover.secrets.key are the same key, "
                    + current.id() + ": set drover.secrets.key to a new one");
        }
    }

    /**
     * What became of a file's values.
     *
     * @param values how many were of the old key and are encrypted anew
     */
    public record Changed(Path file, int values) {}

    /**
     * What a rotation did, or would do.
     *
     * @param problems values that no key opens; when there are any, no file is written
     */
    public record Report(List<Changed> changed, List<Problem> problems) {}

    /**
     * Encrypts all anew.
     *
     * @param properties application.properties
     * @param dryRun to look only
     */
    public Report rotate(Settings settings, Path properties, boolean dryRun) throws IOException {
        List<Changed> changed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<FileReplacement> replacements = new ArrayList<>();
        try {
            for (Path file : InstallationFiles.all(settings, properties)) {
                byte[] content = Files.readAllBytes(file);
                Charset charset = FileText.lossless(content);
                StringBuilder text = new StringBuilder();
                int values = rotate(file, new String(content, charset), text, problems);
                if (values > 0) {
                    changed.add(new Changed(file, values));
                }
                if (values > 0 && !dryRun) {
                    replacements.add(new FileReplacement(file, text.toString().getBytes(charset)));
                }
            }
            if (problems.isEmpty()) {
                for (FileReplacement replacement : replacements) {
                    replacement.place();
                }
            }
            return new Report(changed, problems);
        } finally {
            for (FileReplacement replacement : replacements) {
                replacement.close();
            }
        }
    }

    private int rotate(Path file, String text, StringBuilder rotated, List<Problem> problems) {
        Matcher value = ENCRYPTED.matcher(text);
        int values = 0;
        while (value.find()) {
            String encrypted = value.group(1);
            if (encrypted.startsWith(current.id() + ".")) {
                continue;
            }
            try {
                value.appendReplacement(rotated, "{{enc:" + current.encrypt(keys.decrypt(encrypted)) + "}}");
                values++;
            } catch (IllegalArgumentException e) {
                int line = (int) text.substring(0, value.start()).lines().count();
                problems.add(new Problem(file, Math.max(1, line), e.getMessage()));
            }
        }
        value.appendTail(rotated);
        return values;
    }
}
