package io.drover.cli.installation;

import io.drover.cli.session.VersionCommand;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation.Report;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a validation as SARIF 2.1.0, which code hosts and editors show beside the lines. */
final class Sarif {
    private static final String ROOT = "PROJECTROOT";

    private final List<Map<String, Object>> results = new ArrayList<>();

    /** What a finding is about; its id stays what it is, for people suppress findings by it. */
    private enum Rule {
        DEFINITION("invalid-definition", "error", "A definition that Drover would not take into use"),
        ROUTE("invalid-route", "error", "A route file that Camel cannot load"),
        NOT_DONE("not-done", "note", "Something in a good file that Drover does not do"),
        SECRET("literal-secret", "warning", "A secret that stands in a file as it is");

        private final String id;
        private final String level;
        private final String meaning;

        Rule(String id, String level, String meaning) {
            this.id = id;
            this.level = level;
            this.meaning = meaning;
        }

        private Map<String, Object> description() {
            return Map.of(
                    "id", id,
                    "shortDescription", Map.of("text", meaning),
                    "defaultConfiguration", Map.of("level", level));
        }
    }

    private Sarif() {}

    /** The document, to be written as JSON. */
    static Map<String, Object> of(Report report) {
        Sarif sarif = new Sarif();
        report.problems()
                .forEach(problem -> sarif.add(isRoute(problem.file()) ? Rule.ROUTE : Rule.DEFINITION, problem));
        report.secrets().forEach(problem -> sarif.add(Rule.SECRET, problem));
        report.notes().forEach(problem -> sarif.add(Rule.NOT_DONE, problem));
        return sarif.document();
    }

    private static boolean isRoute(Path file) {
        return file.toString().matches(".*(\\.ya?ml|\\.camel\\.xml)");
    }

    private void add(Rule rule, Problem problem) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("artifactLocation", artifact(problem.file()));
        if (problem.line() > 0) {
            place.put("region", Map.of("startLine", problem.line()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule.id);
        result.put("ruleIndex", List.of(Rule.values()).indexOf(rule));
        result.put("level", rule.level);
        result.put("message", Map.of("text", problem.message()));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        results.add(result);
    }

    /** Relative to the folder of the installation, in which the command runs; a file elsewhere by its whole path. */
    private static Map<String, Object> artifact(Path file) {
        Path home = Path.of("").toAbsolutePath();
        Path place = file.toAbsolutePath().normalize();
        if (!place.startsWith(home)) {
            return Map.of("uri", place.toUri().toString());
        }
        String relative = home.relativize(place).toString().replace('\\', '/');
        try {
            return Map.of("uri", new URI(null, null, relative, null).toASCIIString(), "uriBaseId", ROOT);
        } catch (URISyntaxException e) { // a colon in the first folder's name
            return Map.of("uri", place.toUri().toString());
        }
    }

    private Map<String, Object> document() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            rules.add(rule.description());
        }
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Drover");
        driver.put("version", VersionCommand.version());
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put(
                "originalUriBaseIds",
                Map.of(ROOT, Map.of("uri", Path.of("").toUri().toString())));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return document;
    }
}
