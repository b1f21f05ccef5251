package io.drover.deploy.check;

import io.drover.addin.AddIns;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.problem.Problem;
import io.drover.deploy.route.CheckedRoutes;
import io.drover.deploy.route.context.ScratchContext;
import io.drover.settings.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** An installation as its files are now, loaded to be looked at: nothing of it runs. */
public final class Inspection implements AutoCloseable {
    private final Settings settings;
    private final Installation installation;
    private final ScratchContext scratch;
    private final CheckedRoutes routes;
    private final boolean withRoutes;

    private Inspection(Settings settings, boolean withRoutes) {
        this.settings = settings;
        this.withRoutes = withRoutes;
        this.installation = Installation.of(settings);
        this.scratch = new ScratchContext(settings);
        this.routes = CheckedRoutes.load(
                scratch.camel(), (withRoutes ? installation.routes() : installation.list(FileKind.ADD_IN)).paths());
    }

    /** With all routes. */
    public static Inspection of(Settings settings) {
        return new Inspection(settings, true);
    }

    /** With the routes of add-ins alone. */
    public static Inspection ofAddIns(Settings settings) {
        return new Inspection(settings, false);
    }

    public Installation installation() {
        return installation;
    }

    CamelContext camel() {
        return scratch.camel();
    }

    /** What is wrong with the files of routes, and with classes that make some. */
    List<Problem> inRoutes() {
        return withRoutes
                ? Stream.concat(routes.problems().stream(), CheckedRoutes.inClasses(camel()).stream())
                        .toList()
                : routes.problems();
    }

    /** What the routes name in vain of these definitions. */
    List<Problem> unknownNames(Definitions definitions) {
        return routes.unknownNames(definitions);
    }

    public AddIns addIns() {
        return new AddIns(scratch.camel());
    }

    /** The definitions on their own: what the installation must have for them is not looked at. */
    public Definitions definitions() {
        return DefinitionLoader.load(installation.root(), Definitions.NONE);
    }

    public ReferredFiles referred() {
        return new ReferredFiles(settings, addIns());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
