package io.drover.deploy;

import io.drover.deploy.route.GeneratedRoutes;
import io.drover.provider.format.BucketSource;
import java.io.File;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** What has to be so before a job gets the route that reads a bucket: it would read files that are not its own. */
final class BucketRoutes {
    private static final String INBOX = GeneratedRoutes.INBOX + "-";

    private BucketRoutes() {}

    /** @throws IllegalArgumentException when the template passes over the job's pattern, or the same files are read by another job */
    static void require(CamelContext camel, BucketSource bucket, Path path) {
        boolean patterns = ((ModelCamelContext) camel)
                .getRouteTemplateDefinition(GeneratedRoutes.INBOX).getTemplateParameters().stream()
                        .map(RouteTemplateParameterDefinition::getName)
                        .anyMatch("inboxFiles"::equals);
        if (!patterns) {
            throw new IllegalArgumentException(
                    "the route template 'inbox' has no parameter inboxFiles, without which the job"
                            + " would read all files of the bucket " + bucket.name()
                            + ": take inbox.camel.yaml from the distribution");
        }
        File folder = path.toFile();
        for (Route route : camel.getRoutes()) {
            if (route.getId().startsWith(INBOX)
                    && route.getEndpoint() instanceof FileEndpoint files
                    && files.getFile().equals(folder)
                    && bucket.files().equalsIgnoreCase(files.getAntInclude())) {
                throw new IllegalArgumentException(
                        "the job " + route.getId().substring(INBOX.length()) + " reads the files " + bucket.files()
                                + " of the bucket " + bucket.name()
                                + " already; a file goes to one job: give this one other files, or another bucket");
            }
        }
    }
}
