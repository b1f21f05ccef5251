package io.drover.settings.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Looks for jars that do not go with the others. Java takes a class from the first jar that has it, and Drover's come first: of two versions
 * some classes would be of one and some of the other, which fails much later, as NoSuchMethodError.
 */
final class LibraryCheck {
    private static final Set<String> LOGGERS = Set.of(
            "slf4j-simple",
            "slf4j-jdk14",
            "slf4j-reload4j",
            "slf4j-log4j12",
            "slf4j-nop",
            "log4j-slf4j-impl",
            "log4j-slf4j2-impl",
            "logback-classic");

    private final List<Jar> shipped;
    private final List<Jar> added;
    private final List<Jar> present;
    private final List<LibraryProblem> problems = new ArrayList<>();

    LibraryCheck(List<Jar> shipped, List<Jar> added, List<Jar> present) {
        this.shipped = shipped;
        this.added = added;
        this.present = present;
    }

    List<LibraryProblem> problems() {
        Map<String, Jar> known = new HashMap<>();
        shipped.forEach(jar -> known.putIfAbsent(jar.artifact(), jar));
        Map<Family, Jar> families = new HashMap<>();
        shipped.forEach(jar -> Family.of(jar).ifPresent(family -> families.putIfAbsent(family, jar)));
        for (Jar jar : added) {
            if (!readable(jar)) {
                continue;
            }
            Jar same = known.putIfAbsent(jar.artifact(), jar);
            Optional<Family> family = Family.of(jar);
            Jar relative = family.map(one -> families.putIfAbsent(one, jar)).orElse(null);
            if (same != null) {
                twice(jar, same);
            } else if (LOGGERS.contains(jar.artifact())) {
                problems.add(new LibraryProblem(
                        jar.place() + " is a second log beside Logback, which Drover writes by",
                        "remove " + jar.place()));
            } else if (relative != null && family.get().differ(jar, relative)) {
                problems.add(new LibraryProblem(
                        jar.place() + " is of another version than " + relative.title()
                                + (relative.added() ? " in " + relative.place() : ", which is part of Drover"),
                        "put " + jar.artifact() + " " + relative.version() + " in its place"
                                + (jar.path().toAbsolutePath().getParent().endsWith(Libraries.CONNECTORS)
                                        ? ": drover connectors update"
                                        : "")));
            }
        }
        changes();
        return problems;
    }

    private void twice(Jar jar, Jar first) {
        String of = first.added() ? "which is in " + first.place() : "which is part of Drover";
        problems.add(new LibraryProblem(
                jar.version().equals(first.version())
                        ? jar.place() + " is there twice: " + first.title() + ", " + of
                        : jar.place() + " is beside " + first.title() + ", " + of + " and is used first",
                "remove " + jar.place()));
    }

    private boolean readable(Jar jar) {
        try (JarFile file = new JarFile(jar.path().toFile())) {
            return file.size() >= 0;
        } catch (IOException e) {
            problems.add(new LibraryProblem(
                    jar.place() + " is no jar, or was not copied whole: " + e.getMessage(), "copy it anew"));
            return false;
        }
    }

    private void changes() {
        Set<Path> started = added.stream().map(LibraryCheck::real).collect(Collectors.toCollection(HashSet::new));
        List<String> later = present.stream()
                .filter(jar -> !started.contains(real(jar)))
                .map(Jar::place)
                .toList();
        if (!later.isEmpty()) {
            problems.add(new LibraryProblem(
                    "jars have come after the start, and are not used yet: " + String.join(", ", later),
                    "restart Drover"));
        }
    }

    private static Path real(Jar jar) {
        try {
            return jar.path().toRealPath();
        } catch (IOException e) {
            return jar.path().toAbsolutePath().normalize();
        }
    }
}
