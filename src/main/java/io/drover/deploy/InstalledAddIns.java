package io.drover.deploy;

import io.drover.addin.AddIn;
import io.drover.addin.AddIns;
import io.drover.settings.Settings;
import java.util.List;

/** The add-ins that lie in routes/add-ins, whether a server runs or not. */
public final class InstalledAddIns {
    private InstalledAddIns() {}

    /** All but those in bad files, of which {@code drover validate} tells. */
    public static List<AddIn> of(Settings settings) {
        try (ScratchContext scratch = new ScratchContext(settings)) {
            RouteFiles.load(
                    scratch.camel(),
                    RouteFiles.files(settings.path("drover.routes").resolve("add-ins")));
            return new AddIns(scratch.camel()).all();
        }
    }
}
