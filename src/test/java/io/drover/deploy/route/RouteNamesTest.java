package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.Installation;
import io.drover.deploy.check.Validation;
import io.drover.deploy.route.context.ScratchContext;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is one of routes by one rule: *.yaml, *.yml and *.xml below drover.routes, and nothing that begins with a point. */
class RouteNamesTest {
    private static final String YAML = "- route: {id: %s, from: {uri: 'direct:%1$s', steps: [{log: hi}]}}\n";
    private static final String XML =
            "<routes><route id='%s'><from uri='direct:%1$s'/><log message='hi'/></route></routes>";
    private static final String KAMELET =
            "{metadata: {name: hello}, spec: {template: {from: {uri: 'kamelet:source', steps: [{to: 'log:x'}]}}}}";

    @TempDir
    private Path folder;

    private Settings settings() {
        return Settings.of(Map.of(
                "drover.files",
                folder.toString(),
                "drover.routes",
                folder.resolve("routes").toString()));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve("routes").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void whatTheNameOfAFileIsDoesNotMatterButForItsEnding() throws IOException {
        for (String name : List.of("a.yaml", "b.yml", "c.camel.yaml", "d.camel.yml", "e.2026.yaml", "sub/f.pipe.yml")) {
            file(name, YAML.formatted(name));
        }
        for (String name : List.of("x.xml", "y.camel.xml", "z.v2.xml")) {
            file(name, XML.formatted(name));
        }
        file("k.kamelet.yaml", KAMELET);
        file("l.kamelet.yml", KAMELET.replace("hello", "more"));
        for (String name : List.of("..data/g.yaml", ".idea/h.xml", "sub/.i.yaml", "j.yaml~", "k.yaml.bak", "read.me")) {
            file(name, "nothing of Camel's");
        }
        try (ScratchContext scratch = new ScratchContext(settings())) {
            List<Path> files = Installation.of(settings()).routes().paths();

            assertThat(CheckedRoutes.load(scratch.camel(), files).problems()).isEmpty();
            ModelCamelContext camel = (ModelCamelContext) scratch.camel();
            assertThat(camel.getRouteDefinitions())
                    .extracting(RouteDefinition::getRouteId)
                    .containsExactlyInAnyOrder(
                            "a.yaml",
                            "b.yml",
                            "c.camel.yaml",
                            "d.camel.yml",
                            "e.2026.yaml",
                            "sub/f.pipe.yml",
                            "x.xml",
                            "y.camel.xml",
                            "z.v2.xml");
            assertThat(camel.getRouteTemplateDefinitions())
                    .extracting(template -> template.getId())
                    .containsExactlyInAnyOrder("hello", "more");
        }
    }

    @Test
    void aSingleFileIsCheckedAsWhatItIsInItsFolder() throws IOException {
        Path good = file("x.xml", XML.formatted("x"));
        Path bad = file("y.xml", XML.formatted("y").replace("log", "logg"));

        assertThat(Validation.of(List.of(good, bad), settings()).problems())
                .singleElement()
                .asString()
                .contains("y.xml:1: Unexpected element 'logg'");
    }
}
