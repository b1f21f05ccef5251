package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.deploy.route.RouteStarter.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kamelet that a file's route goes by has one route, and that starts with the file's. */
class KameletRoutesTest {
    @TempDir
    private Path folder;

    @Test
    void theRouteOfAKameletIsThereOnceAndStarts() throws Exception {
        Path file = Files.writeString(
                folder.resolve("m.camel.yaml"),
                "- route: {id: m, from: {uri: 'kamelet:timer-source?period=60000&message=hi', steps: [{to: 'log:x'}]}}");
        CamelContext camel = new DefaultCamelContext();
        try {
            camel.start();
            RouteLoading loading = RouteLoading.of(List.of(RouteFile.read(file)), camel);
            assertThat(camel.getRoutes())
                    .extracting(Route::getRouteId)
                    .containsExactlyInAnyOrder("m", "timer-source-1");
            assertThat(camel.getRouteController()
                            .getRouteStatus("timer-source-1")
                            .isStarted())
                    .isFalse();

            assertThat(new RouteStarter((ModelCamelContext) camel)
                            .start(loading.loaded().get(file), Deadline.in(Duration.ofSeconds(20))))
                    .isEmpty();
            assertThat(camel.getRouteController()
                            .getRouteStatus("timer-source-1")
                            .isStarted())
                    .isTrue();
        } finally {
            camel.stop();
        }
    }
}
