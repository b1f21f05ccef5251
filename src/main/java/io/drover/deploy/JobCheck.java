package io.drover.deploy;

import io.drover.definition.JobDefinition;
import io.drover.definition.Problem;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.Optional;

/** Checks of a job that need the settings. */
final class JobCheck {
    private JobCheck() {}

    /** Whether the job's data source is set up. */
    static Optional<Problem> problem(JobDefinition job, Settings settings) {
        String name = job.destination().dataSource();
        if (name.equals(Store.OWN) || settings.dataSources().contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                job.file(),
                0,
                "there is no data source '" + name + "'; there are " + Store.OWN + " and " + settings.dataSources()
                        + "; drover.datasource." + name + ".url in application.properties would make it"));
    }
}
