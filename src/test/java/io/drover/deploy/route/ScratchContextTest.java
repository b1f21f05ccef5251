package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.deploy.route.context.ScratchContext;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The context in which files are checked wakes none of the services that a jar in lib/ brings: camel-cli-connector would stop the
 * server's own context with it.
 */
class ScratchContextTest {
    private static final AtomicInteger STARTED = new AtomicInteger();

    @TempDir
    private Path lib;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader jars;

    /** What a jar brings that connects itself with whatever context starts. */
    public static final class Connecting implements CliConnectorFactory {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public void setEnabled(boolean enabled) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getRuntime() {
            return "test";
        }

        @Override
        public void setRuntime(String runtime) {
            // does not matter
        }

        @Override
        public String getRuntimeVersion() {
            return "1";
        }

        @Override
        public void setRuntimeVersion(String version) {
            // does not matter
        }

        @Override
        public String getRuntimeStartClass() {
            return "";
        }

        @Override
        public void setRuntimeStartClass(String startClass) {
            // does not matter
        }

        @Override
        public CliConnector createConnector() {
            STARTED.incrementAndGet();
            return new Connector();
        }
    }

    private static final class Connector extends ServiceSupport implements CliConnector {
        @Override
        public void updateDelay(int delay) {
            // does not matter
        }

        @Override
        public void sigterm() {
            // does not matter
        }
    }

    @BeforeEach
    void putIntoLib() throws IOException {
        Path services = Files.createDirectories(lib.resolve(FactoryFinder.DEFAULT_PATH));
        Files.writeString(services.resolve(CliConnectorFactory.FACTORY), "class=" + Connecting.class.getName());
        jars = new URLClassLoader(new URL[] {lib.toUri().toURL()}, before) {
            @Override
            public URL getResource(String name) { // before Drover's own, which connects no context but a server's
                URL own = findResource(name);
                return own == null ? super.getResource(name) : own;
            }
        };
        Thread.currentThread().setContextClassLoader(jars);
        STARTED.set(0);
    }

    @AfterEach
    void takeOut() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        jars.close();
    }

    @Test
    void aCheckStartsNoServiceOfAJarInLib() {
        CamelContext camel = new DefaultCamelContext();
        camel.start();
        camel.stop();
        assertThat(STARTED).as("services that any context starts").hasValue(1);
        STARTED.set(0);

        try (ScratchContext scratch = new ScratchContext(Settings.of(Map.of("drover.routes", lib.toString())))) {
            assertThat(scratch.camel().isStarted()).isTrue();
        }
        assertThat(STARTED).hasValue(0);
    }

    @Test
    void noClockOfARouteTicksInACheck() throws Exception {
        Path file = Files.writeString(
                lib.resolve("ticks.camel.yaml"),
                "- route: {id: ticks, from: {uri: 'quartz:a/b?cron=0/1+*+*+*+*+?', steps: [{log: hi}]}}");
        try (ScratchContext scratch = new ScratchContext(Settings.of(Map.of()))) {
            assertThat(RouteLoading.of(List.of(RouteFile.read(file)), scratch.camel())
                            .bad())
                    .isEmpty();
            assertThat(scratch.camel()
                            .getComponent("quartz", QuartzComponent.class)
                            .getScheduler()
                            .isStarted())
                    .isFalse();
        }
    }
}
