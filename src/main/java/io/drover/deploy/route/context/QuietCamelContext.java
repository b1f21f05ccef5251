package io.drover.deploy.route.context;

import io.drover.deploy.standin.StandIns;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultContextServiceLoaderPlugin;
import org.apache.camel.impl.engine.DefaultFactoryFinderResolver;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.ContextServiceLoaderPluginResolver;
import org.apache.camel.spi.Debugger;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.Injector;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.StartupStepRecorder;

/**
 * A Camel context in which nothing of a user's runs: beans are stand-ins, and the jars in lib/ add nothing that acts by itself. Such services take a context for the application: the
 * connector of Camel's command line, stopped with this one, takes that for the end of the process and stops the server's context.
 */
public final class QuietCamelContext extends DefaultCamelContext {
    private static final Set<String> LEFT_OUT =
            Set.of(CliConnectorFactory.FACTORY, Debugger.FACTORY, StartupStepRecorder.FACTORY);

    private StandIns standIns; // not set here: the parts below are made before this object's own fields

    QuietCamelContext() {
        disableJMX();
        setAutoStartup(false);
        standIns().addTo(this);
    }

    private StandIns standIns() {
        if (standIns == null) {
            standIns = new StandIns();
        }
        return standIns;
    }

    @Override
    protected ClassResolver createClassResolver() {
        return standIns().classResolver(this);
    }

    @Override
    protected Injector createInjector() {
        return standIns().injector(this);
    }

    @Override
    protected Registry createRegistry() {
        return standIns().registry();
    }

    @Override
    public Language resolveLanguage(String name) {
        return standIns().language(super.resolveLanguage(name));
    }

    @Override
    protected ContextServiceLoaderPluginResolver createContextServiceLoaderPlugin() {
        return new NoPlugins();
    }

    @Override
    protected FactoryFinderResolver createFactoryFinderResolver() {
        return new DefaultFactoryFinderResolver() {
            @Override
            public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classes, String path) {
                FactoryFinder all = super.resolveBootstrapFactoryFinder(classes, path);
                return path.equals(FactoryFinder.DEFAULT_PATH) ? new ReducedFinder(all) : all;
            }
        };
    }

    private static final class NoPlugins extends DefaultContextServiceLoaderPlugin {
        @Override
        protected void doStart() {
            // none is looked for
        }
    }

    /** Finds all but what is left out. */
    private record ReducedFinder(FactoryFinder all) implements FactoryFinder {
        @Override
        public String getResourcePath() {
            return all.getResourcePath();
        }

        @Override
        public Optional<Object> newInstance(String key) {
            return LEFT_OUT.contains(key) ? Optional.empty() : all.newInstance(key);
        }

        @Override
        public <T> Optional<T> newInstance(String key, Class<T> type) {
            return LEFT_OUT.contains(key) ? Optional.empty() : all.newInstance(key, type);
        }

        @Override
        public Optional<Class<?>> findClass(String key) {
            return LEFT_OUT.contains(key) ? Optional.empty() : all.findClass(key);
        }

        @Override
        public Optional<Class<?>> findOptionalClass(String key) {
            return LEFT_OUT.contains(key) ? Optional.empty() : all.findOptionalClass(key);
        }

        @Override
        public void clear() {
            all.clear();
        }
    }
}
