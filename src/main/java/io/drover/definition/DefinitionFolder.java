package io.drover.definition;

import io.drover.definition.problem.Problem;
import io.drover.definition.problem.Problems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A folder whose files define one kind of thing. */
final class DefinitionFolder<B extends XmlBean, D extends Definition> {
    private final Installation installation;
    private final Kind<B, D> kind;
    private final FileKind files;
    private final Kind.Resolver<B, D> resolver;

    DefinitionFolder(Installation installation, Kind<B, D> kind, Kind.Resolver<B, D> resolver) {
        this.installation = installation;
        this.kind = kind;
        this.files = kind.files();
        this.resolver = resolver;
    }

    /** The definitions by name: of bad files and of those that cannot be looked at, what they had in {@code previous}. */
    SortedMap<String, D> load(Map<String, D> previous, List<Problem> problems) {
        SortedMap<String, D> byName = Definition.byName(Map.of());
        FileListing listing = installation.list(files);
        problems.addAll(listing.problems());
        Map<Path, D> before =
                previous.values().stream().collect(Collectors.toMap(Definition::file, definition -> definition));
        List<D> kept = new ArrayList<>();
        List<Problem> inFiles = new ArrayList<>();
        for (InstallationFile file : knownFirst(listing.files(), before.keySet())) {
            Problems found = new Problems(file.path());
            try {
                Optional<D> good = read(file, found, byName);
                good.ifPresent(definition -> byName.put(definition.name(), definition));
                if (good.isEmpty() && before.containsKey(file.path())) {
                    kept.add(before.get(file.path()));
                }
                inFiles.addAll(found.byLine());
            } catch (NoSuchFileException e) {
                // Deleted since the folder was listed: as if it had not been there
            }
        }
        previous.values().stream()
                .filter(definition -> listing.missed(installation.folder(files)) || listing.missed(definition.file()))
                .forEach(kept::add);
        inFiles.sort(Comparator.comparing(Problem::file)); // stable: a file's problems stay by line
        problems.addAll(inFiles);
        // Last, because a name that a good file has taken meanwhile is that file's
        kept.forEach(definition -> byName.putIfAbsent(definition.name(), definition));
        byName.values().removeIf(definition -> !resolver.keeps(definition));
        return byName;
    }

    /** Files that were loaded before come first: a copy that still has the name of its original must not take it over. */
    private static List<InstallationFile> knownFirst(List<InstallationFile> files, Set<Path> known) {
        return files.stream()
                .sorted(Comparator.comparing(file -> !known.contains(file.path())))
                .toList();
    }

    private Optional<D> read(InstallationFile file, Problems found, SortedMap<String, D> byName)
            throws NoSuchFileException {
        Optional<Document<?, ?>> document = DefinitionReader.read(found);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        Kind<?, ?> written = document.get().kind();
        if (written != kind) {
            found.add(
                    document.get().bean().line,
                    "<%s> belongs in the folder %s; %s holds files of <%s>"
                            .formatted(written.root(), written.folder(), kind.folder(), kind.root()));
            return Optional.empty();
        }
        B bean = kind.bean().cast(document.get().bean());
        D definition = resolver.resolve(bean, kind.convert(bean, found), file, found);
        D first = byName.get(definition.name());
        if (first != null) {
            found.add(
                    bean.line,
                    "the name \"%s\" is taken by %s; give this one another"
                            .formatted(
                                    definition.name(),
                                    installation.folder(files).relativize(first.file())));
        }
        return found.isEmpty() ? Optional.of(definition) : Optional.empty();
    }
}
