package io.drover.connection.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.CallParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The authentications that the part web-service offers are those that there are. */
class AuthenticationsTest {
    private static final Pattern PART = Pattern.compile(
            "- name: authentication\\n\\s+defaultValue: none\\n\\s+description: \"[^\"]* Allowed: ([\\w, ]+)\\.\"");

    static Stream<String> offered() throws IOException {
        Matcher part = PART.matcher(Files.readString(Path.of("routes/add-ins/parts/web-service.camel.yaml")));
        assertThat(part.find()).isTrue();
        return Stream.of(part.group(1).split(", "));
    }

    @ParameterizedTest
    @MethodSource("offered")
    void eachOneIsKnownAndAsksForItsParameters(String authentication) throws IOException {
        Exchange task = new DefaultExchange(new DefaultCamelContext());
        task.setVariable("authentication", authentication);
        if (!authentication.equals("none")) {
            assertThatThrownBy(() -> credentials(task))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("the parameter \\w+ is empty; .*needs it");
        }
        for (String name : new String[] {"user", "password", "clientId", "clientSecret", "apiKey", "bearerToken"}) {
            task.setVariable(name, name + "-given");
        }
        task.setVariable("tokenUrl", "https://login.example/token");
        task.setVariable("apiKeyName", "key");

        RequestCredentials credentials = credentials(task);

        assertThat(credentials.hide("password-given clientSecret-given apiKey-given bearerToken-given"))
                .satisfies(text -> assertThat(text.contains("***")).isEqualTo(!authentication.equals("none")));
    }

    @Test
    void anotherOneIsRefused() {
        Exchange task = new DefaultExchange(new DefaultCamelContext());
        task.setVariable("authentication", "digest");

        assertThatThrownBy(() -> credentials(task)).hasMessage("the parameter authentication cannot be 'digest'");
    }

    private static RequestCredentials credentials(Exchange task) {
        return new RequestCredentials(new CallParameters(task), new AccessTokens(Clock.systemUTC()), null);
    }
}
