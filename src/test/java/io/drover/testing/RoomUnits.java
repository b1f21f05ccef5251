package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The test classes of a room, each as one test. For mutation testing alone: PIT runs each test method for itself, so that a class
 * whose tests share a server would start one for each of its methods, and again for each mutant. Its name keeps it out of {@code
 * mvn verify}, which runs the classes themselves.
 */
class RoomUnits {
    /** Test classes of the rooms {@code mutation.units}, without those whose names begin with {@code mutation.without}. */
    static List<String> classes() throws IOException {
        List<String> classes = new ArrayList<>();
        for (String room : System.getProperty("mutation.units").split(",", -1)) {
            classes.addAll(classes(room, System.getProperty("mutation.without")));
        }
        return classes;
    }

    private static List<String> classes(String room, String without) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/test-classes/io/drover", room))) {
            return files.map(file ->
                            Path.of("target/test-classes").relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class") && !name.contains("/" + without))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classes")
    void passes(String tests) {
        FirstFailure.forget();
        SummaryGeneratingListener results = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                                .build(),
                        results);
        assertThat(results.getSummary().getFailures().stream()
                        .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                        .collect(Collectors.joining("\n")))
                .isEmpty();
    }
}
