package io.drover.deploy;

import io.drover.definition.FileKind;
import io.drover.definition.FileListing;
import io.drover.definition.Installation;
import io.drover.definition.edit.FileReplacements;
import io.drover.definition.edit.FileText;
import io.drover.definition.problem.Problem;
import io.drover.settings.PropertyLines;
import io.drover.settings.Settings;
import io.drover.settings.secrets.EncryptionKey;
import io.drover.settings.secrets.EncryptionKeys;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Encrypts the {@code {{enc:...}}} values of an installation anew, from the key drover.secrets.old-key to drover.secrets.key. All
 * are opened before the first file is written; each file is replaced as a whole, all or none are, and nothing else in them changes.
 */
public final class SecretRotation {
    private static final Pattern ENCRYPTED = Pattern.compile("\\{\\{enc:\\s*([0-9a-f]{8}\\.[\\w-]+)\\s*}}");

    /** More than any definition may have; a payload may lie in the wrong folder. */
    private static final long MOST_BYTES = 16L << 20;

    private final Settings settings;
    private final EncryptionKeys keys;
    private final EncryptionKey old;
    private final EncryptionKey current;

    /** @throws IllegalArgumentException when one of the two keys is not there or no good */
    public SecretRotation(Settings settings) {
        this.settings = settings;
        keys = settings.encryptionKeys();
        current = keys.get(EncryptionKeys.KEY);
        old = keys.get(EncryptionKeys.OLD_KEY);
        if (old.id().equals(current.id())) {
            throw new IllegalArgumentException("drover.secrets.old-key and drover.secrets.key are the same key, "
                    + current.id() + ": set drover.secrets.key to a new one");
        }
    }

    /**
     * What became of a file's values.
     *
     * @param values how many were of the old key and are encrypted anew
     */
    public record FileChange(Path file, int values) {}

    /**
     * What a rotation did, or would do.
     *
     * @param files how many were looked at
     * @param problems values that no key opens, places that cannot be looked at; when there are any, no file is written
     * @param left values of the old key that stay, as they stand where Drover changes nothing
     */
    public record Report(int files, List<FileChange> changed, List<Problem> problems, List<Problem> left) {}

    /**
     * Encrypts all anew.
     *
     * @param properties application.properties
     * @param dryRun to look only
     * @throws IOException when a file cannot be read or written; none is changed then
     */
    public Report rotate(Path properties, boolean dryRun) throws IOException {
        Installation installation = Installation.of(settings, properties);
        FileListing listing = installation.list();
        List<FileChange> changed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(listing.problems());
        try (FileReplacements replacements = new FileReplacements()) {
            for (Path file : listing.paths()) {
                byte[] content = Files.readAllBytes(file);
                Charset charset = FileText.lossless(content);
                StringBuilder text = new StringBuilder();
                int values = rotate(file, new String(content, charset), text, problems);
                if (values > 0) {
                    changed.add(new FileChange(file, values));
                }
                if (values > 0 && !dryRun) {
                    replacements.add(file, text.toString().getBytes(charset));
                }
            }
            List<Problem> left = left(installation, properties, listing);
            if (problems.isEmpty()) {
                replacements.place();
            }
            return new Report(listing.files().size(), changed, problems, left);
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
                problems.add(new Problem(file, line(text, value), e.getMessage()));
            }
        }
        value.appendTail(rotated);
        return values;
    }

    private static int line(String text, MatchResult value) {
        return 1
                + (int) text.substring(0, value.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** What is not read, such as an older copy beside a file, may be put in its place some day. */
    private List<Problem> left(Installation installation, Path properties, FileListing read) throws IOException {
        List<Problem> left = new ArrayList<>();
        Set<Path> known = new HashSet<>(read.paths());
        List<Path> folders = Stream.concat(
                        Stream.of(installation.folder(FileKind.ROUTE)),
                        Stream.of(FileKind.values())
                                .filter(FileKind::isDefinition)
                                .map(installation::folder))
                .toList();
        for (Path folder : folders) {
            for (Path file : FileListing.anyBelow(folder).paths()) {
                if (known.add(file) && Files.size(file) < MOST_BYTES) {
                    byte[] content = Files.readAllBytes(file);
                    String text = new String(content, FileText.lossless(content));
                    ofOldKey(text)
                            .map(value -> new Problem(
                                    file,
                                    line(text, value),
                                    "a value of the old key, in a file that Drover does not read"))
                            .forEach(left::add);
                }
            }
        }
        left.addAll(inEnvironment(properties));
        return left;
    }

    private Stream<MatchResult> ofOldKey(String text) {
        return ENCRYPTED.matcher(text).results().filter(value -> value.group(1).startsWith(old.id() + "."));
    }

    private List<Problem> inEnvironment(Path properties) throws IOException {
        Map<String, String> inFile = PropertyLines.of(properties).stream()
                .collect(Collectors.toMap(PropertyLines.Line::name, PropertyLines.Line::value, (first, last) -> last));
        return settings.all().stringPropertyNames().stream()
                .sorted()
                .filter(name -> ofOldKey(settings.written(name)).findAny().isPresent())
                .filter(name -> !settings.written(name).equals(inFile.get(name)))
                .map(name -> new Problem(
                        properties, 0, "the setting " + name + " is of the old key and comes from the environment"))
                .toList();
    }
}
