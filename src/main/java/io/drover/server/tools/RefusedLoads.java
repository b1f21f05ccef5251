package io.drover.server.tools;

import java.util.List;
import org.apache.camel.support.LoadOnDemandReloadStrategy;

/** What loads files at the word of Camel's command line: nothing, for routes that Drover has not checked would be beside its own. */
final class RefusedLoads extends LoadOnDemandReloadStrategy {

    @Override
    public void load(Object source, List<String> files, boolean restart) {
        setLastError(new IllegalStateException(
                "Drover takes up routes as files are saved in drover.routes, and checks them: put them there"));
        incFailedCounter();
    }
}
