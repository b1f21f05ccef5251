package io.drover.definition;

import io.drover.definition.DefinitionReader.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder whose files define one kind of thing. */
final class DefinitionFolder<D extends Definition> {
    private final Path root;
    private final Path folder;
    private final Kind kind;
    private final Converter<D> converter;

    /** From a bean of the folder's kind to a definition, which is not used when it adds a problem. */
    interface Converter<D> {
        D convert(XmlBean bean, Problems problems);
    }

    DefinitionFolder(Path root, Kind kind, Converter<D> converter) {
        this.root = root;
        this.folder = root.resolve(kind.folder);
        this.kind = kind;
        this.converter = converter;
    }

    /** The definitions by name: of bad files, those they had in {@code previous}. */
    SortedMap<String, D> load(Map<String, D> previous, List<Problem> problems) {
        SortedMap<String, D> byName = Definition.byName(Map.of());
        List<Path> files;
        try {
            files = files();
        } catch (IOException e) {
            problems.add(new Problem(folder, 0, "cannot be listed, so what was loaded before stays: " + e));
            byName.putAll(previous);
            return byName;
        }
        Map<Path, D> before =
                previous.values().stream().collect(Collectors.toMap(Definition::file, definition -> definition));
        List<D> kept = new ArrayList<>();
        List<Problem> inFiles = new ArrayList<>();
        for (Path file : knownFirst(files, before.keySet())) {
            Problems found = new Problems(file);
            try {
                Optional<D> good = read(found, byName);
                good.ifPresent(definition -> byName.put(definition.name(), definition));
                if (good.isEmpty() && before.containsKey(file)) {
                    kept.add(before.get(file));
                }
                inFiles.addAll(found.byLine());
            } catch (NoSuchFileException e) {
                // Deleted since the folder was listed: as if it had not been there
            }
        }
        inFiles.sort(Comparator.comparing(Problem::file)); // stable: a file's problems stay by line
        problems.addAll(inFiles);
        // Last, because a name that a good file has taken meanwhile is that file's
        kept.forEach(definition -> byName.putIfAbsent(definition.name(), definition));
        return byName;
    }

    /** The definition files by name; editors' and copiers' temporary files do not end in .xml or start with a point. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, kind.depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(this::isDefinition).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Files that were loaded before come first: a copy that still has the name of its original must not take it over. */
    private static List<Path> knownFirst(List<Path> files, Set<Path> known) {
        return files.stream()
                .sorted(Comparator.comparing(file -> !known.contains(file)))
                .toList();
    }

    private boolean isDefinition(Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml") && Files.isRegularFile(file);
    }

    private Optional<D> read(Problems found, SortedMap<String, D> byName) throws NoSuchFileException {
        Optional<Document> document = DefinitionReader.read(found);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        XmlBean bean = document.get().bean();
        Kind written = document.get().kind();
        if (written != kind) {
            found.add(
                    bean.line,
                    "<%s> belongs in the folder %s; %s holds files of <%s>"
                            .formatted(written.root, written.folder, kind.folder, kind.root));
            return Optional.empty();
        }
        D definition = converter.convert(bean, found);
        D first = byName.get(definition.name());
        if (first != null) {
            found.add(
                    bean.line,
                    "the name \"%s\" is taken by %s; give this one another"
                            .formatted(definition.name(), folder.relativize(first.file())));
        }
        return found.isEmpty() ? Optional.of(definition) : Optional.empty();
    }
}
