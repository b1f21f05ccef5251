package io.drover.deploy.control;

import io.drover.settings.Settings;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The paths of this machine as readers get to see them: relative to the folder that Drover was started in, or from the name of its folder on. */
public final class ShortPaths {
    /** What stands for what at the beginning of a path, the longest first. */
    private final Map<String, String> shown = new LinkedHashMap<>();

    public ShortPaths(Settings settings) {
        Path home = Path.of("").toAbsolutePath();
        Stream.of(
                        settings.folders().root(),
                        settings.path("drover.files"),
                        settings.path("drover.data"),
                        settings.path("drover.routes"))
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .sorted(Comparator.comparing(path -> -path.toString().length()))
                .forEach(path -> shown.put(
                        path.toString(),
                        (path.startsWith(home) ? home.relativize(path) : path.getFileName()).toString()));
        if (home.getNameCount() > 0) {
            shown.put(home + "/", "");
        }
    }

    /** A text with shorter paths. */
    public String in(String text) {
        String shorter = text;
        for (Map.Entry<String, String> path : shown.entrySet()) {
            shorter = shorter.replace("://" + path.getKey(), ":" + path.getValue())
                    .replace(path.getKey(), path.getValue());
        }
        return shorter;
    }
}
