package io.drover.deploy.check;

import io.drover.addin.AddIn;
import io.drover.settings.Settings;
import java.util.List;

/** The add-ins that lie in routes/add-ins, whether a server runs or not. */
public final class InstalledAddIns {
    private InstalledAddIns() {}

    /** All but those in bad files, of which {@code drover validate} tells. */
    public static List<AddIn> of(Settings settings) {
        try (Inspection inspection = Inspection.ofAddIns(settings)) {
            return inspection.addIns().all();
        }
    }
}
