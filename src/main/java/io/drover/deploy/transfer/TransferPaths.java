package io.drover.deploy.transfer;

import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.settings.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of files in an export, such as {@code ScheduledTasks/ERP/Nightly.xml}, and where they belong in an installation. They can be
 * there on any system, and lead out of their folder on none.
 */
final class TransferPaths {
    private static final Pattern STEP = Pattern.compile("[^.\\p{Cntrl}\\\\:*?\"<>|][^\\p{Cntrl}\\\\:*?\"<>|]*");

    private TransferPaths() {}

    /**
     * Checks the names of an export.
     *
     * @throws IllegalArgumentException when one is no good, or two cannot be kept apart everywhere; the message is for the user
     */
    static void require(Collection<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            problem(name).ifPresent(problem -> {
                throw new IllegalArgumentException(name + " cannot be in an export: " + problem);
            });
            for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
                requireOne(seen, name.substring(0, end));
            }
            requireOne(seen, name);
        }
    }

    private static void requireOne(Map<String, String> seen, String name) {
        String other = seen.putIfAbsent(key(name), name);
        if (other != null && !other.equals(name)) {
            throw new IllegalArgumentException(
                    name + " and " + other + " differ only in case, which not every system tells apart: rename one");
        }
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Why a file may not have this name in an export. */
    static Optional<String> problem(String name) {
        String[] steps = name.split("/", -1);
        Optional<FileKind> kind = FileKind.inFolder(steps[0]).filter(found -> found != FileKind.ROUTE);
        if (kind.isEmpty() || steps.length < 2 || !kind.get().isNamed(steps[steps.length - 1])) {
            return Optional.of("it is neither a definition nor an add-in, nor what definitions refer to");
        }
        for (String step : steps) {
            if (!STEP.matcher(step).matches() || step.endsWith(".") || step.endsWith(" ")) {
                return Optional.of("not every system can have a file called so");
            }
        }
        if (kind.get() == FileKind.REFERRED && isOfDroverItself(steps)) {
            return Optional.of("what lies in " + steps[1] + " is not what definitions refer to");
        }
        return steps.length > 1 + Installation.DEPTH
                ? Optional.of("folders may be " + Installation.DEPTH + " deep")
                : Optional.empty();
    }

    /** What would be loaded as data or as a definition. */
    private static boolean isOfDroverItself(String[] steps) {
        String file = steps[steps.length - 1];
        return Folders.FLOWING.stream().anyMatch(steps[1]::equalsIgnoreCase)
                || Stream.of(FileKind.values())
                        .anyMatch(kind ->
                                kind.isDefinition() && kind.folder().equalsIgnoreCase(steps[1]) && kind.isNamed(file));
    }

    static FileKind kind(String name) {
        return FileKind.inFolder(name.substring(0, name.indexOf('/'))).orElseThrow();
    }

    /** Where a file of this name belongs. */
    static Path target(Installation installation, String name) {
        return installation.folder(kind(name)).resolve(name.substring(name.indexOf('/') + 1));
    }

    /** Why it may not be written there: a link leads out of the folder of its kind, or another differs only in case. */
    static Optional<String> obstacle(Installation installation, String name) throws IOException {
        Path folder = installation.folder(kind(name));
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Path inside = folder.toRealPath();
        Path place = folder;
        for (Path step : folder.relativize(target(installation, name))) {
            Optional<Path> similar = similar(place, step.toString());
            place = place.resolve(step);
            if (similar.isPresent()) {
                return Optional.of("there is " + similar.get() + ", which differs only in case: rename one");
            }
            if (Files.isSymbolicLink(place)
                    && (!Files.exists(place) || !place.toRealPath().startsWith(inside))) {
                return Optional.of(place + " is a link that leads out of " + folder + ": put the file there by hand");
            }
            if (!Files.exists(place)) {
                return Optional.empty();
            }
        }
        return Files.isDirectory(place) ? Optional.of("there is a folder of this name") : Optional.empty();
    }

    private static Optional<Path> similar(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            Map<Boolean, Path> found = new HashMap<>();
            all.filter(path -> key(path.getFileName().toString()).equals(key(name)))
                    .forEach(path -> found.put(path.getFileName().toString().equals(name), path));
            return found.containsKey(true) ? Optional.empty() : Optional.ofNullable(found.get(false));
        }
    }
}
