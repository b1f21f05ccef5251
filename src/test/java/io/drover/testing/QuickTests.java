package io.drover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.drover.server.Server;
import io.drover.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.engine.descriptor.ClassBasedTestDescriptor;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * What {@code mvn test -Pquick} runs: the tests that start no server, no database and no process. A class is known by what it names,
 * itself or through other classes of the tests; so no class has to say it, and none can forget to. JUnit finds this filter by its
 * service file; without {@code drover.test.quick} it lets all pass.
 */
public final class QuickTests implements PostDiscoveryFilter {
    private static final boolean ON = Boolean.getBoolean("drover.test.quick");
    private static final Set<String> SLOW = Set.of(
            name(Server.class),
            name(Store.class),
            name(JdbcDataSource.class),
            name(DriverManager.class),
            name(ProcessBuilder.class));
    private static final Pattern NAME = Pattern.compile("(?:io/drover|org/h2/jdbcx|java/sql|java/lang)/[\\w/$]+");

    private final Map<Class<?>, Boolean> quick = new ConcurrentHashMap<>();

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(!ON || type(test).map(this::isQuick).orElse(true));
    }

    private static Optional<Class<?>> type(TestDescriptor test) {
        return Stream.iterate(Optional.of(test), Optional::isPresent, one -> one.flatMap(TestDescriptor::getParent))
                .flatMap(Optional::stream)
                .filter(ClassBasedTestDescriptor.class::isInstance)
                .<Class<?>>map(one -> ((ClassBasedTestDescriptor) one).getTestClass())
                .findFirst();
    }

    private boolean isQuick(Class<?> test) {
        return quick.computeIfAbsent(test, QuickTests::startsNothing);
    }

    /** Whether nothing slow is named in the class, in those of its tests' classes that it names, and so on. */
    private static boolean startsNothing(Class<?> test) {
        Set<String> seen = new HashSet<>(Set.of(name(test)));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Matcher names = NAME.matcher(content(open.remove()));
            while (names.find()) {
                if (SLOW.contains(names.group())) {
                    return false;
                }
                if (seen.add(names.group())) {
                    open.add(names.group());
                }
            }
        }
        return true;
    }

    /** What is in the file of a class of the tests; nothing for others, Drover's own among them. */
    private static String content(String name) {
        try {
            Path tests = Path.of(QuickTests.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path file = tests.resolve(name + ".class");
            return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
