package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose Camel something else has stopped does not live on without work: it says so and ends as failed. */
class CamelStoppedTest {
    @TempDir
    private Path folder;

    /** A route's bean that stops all, as a jar in lib/ or a person with JMX does. */
    public static final class Stopper {
        public void stop(Exchange exchange) {
            new Thread(exchange.getContext()::stop).start();
        }
    }

    @Test
    void droverSaysThatCamelWasStoppedAndEndsWithAFailure() throws Exception {
        try (Installation home = new Installation(folder)) {
            home.with("camel.main.shutdownTimeout", "5");
            home.withRoute(
                    "stop",
                    """
                    - beans: [{name: stopper, type: "%s"}]
                    - route: {id: stop, from: {uri: "file:stop", steps: [{to: "bean:stopper?method=stop"}]}}
                    """
                            .formatted(Stopper.class.getName()));
            DroverProcess drover = home.start();
            home.withFile("stop/now.txt", "now");

            assertThat(drover.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(drover.console())
                    .contains("Camel is being stopped, and not by Drover")
                    .contains("Drover has ended, because Camel was stopped");
        }
    }
}
