package io.drover.dynamicweb;

import io.drover.dynamicweb.Behaviour.Place;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The list of behaviours as tables of Markdown, which people read on a screen too. */
final class BehaviourReport {
    private BehaviourReport() {}

    /** All providers. */
    static String all() {
        return tables(place -> true, null);
    }

    /**
     * What concerns one job: its options with what it says of them, the behaviours of its providers, and why it is refused.
     *
     * @param notes what the conversion said
     */
    static String of(Node job, Notes notes) {
        StringBuilder report = new StringBuilder();
        List<Node> providers = List.of(provider(job, "source"), provider(job, "destination"));
        report.append(tables(
                place -> place.providers().isEmpty()
                        || providers.stream().anyMatch(provider -> place.holds(side(provider), provider.kind())),
                job));
        section(report, "Refused", notes.refusals());
        section(report, "Told in each execution", notes.all());
        return report.toString();
    }

    private static void section(StringBuilder report, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            report.append("\n### ").append(title).append("\n\n");
            lines.forEach(line -> report.append("- ").append(line).append('\n'));
        }
    }

    private static String side(Node provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    private static Node provider(Node job, String side) {
        return job.child(side).orElse(new Node(side, "", "", List.of()));
    }

    /** @param job its values are shown; null for none */
    private static String tables(Predicate<Place> shown, Node job) {
        StringBuilder report = new StringBuilder();
        Place last = null;
        for (Behaviour behaviour : Behaviours.all()) {
            if (!shown.test(behaviour.place())) {
                continue;
            }
            if (!behaviour.place().equals(last)) {
                last = behaviour.place();
                report.append(report.isEmpty() ? "" : "\n")
                        .append("### ")
                        .append(title(last))
                        .append("\n\n|")
                        .append(job == null ? "" : " in this job |")
                        .append(" | | Dynamicweb | a converted job |\n|")
                        .append(job == null ? "" : "---|")
                        .append("---|---|---|---|\n");
            }
            report.append(job == null ? "" : "| " + cell(said(behaviour, job)) + " ")
                    .append("| ")
                    .append(subject(behaviour))
                    .append(" | ")
                    .append(behaviour.outcome().word())
                    .append(" | ")
                    .append(cell(behaviour.dynamicweb()))
                    .append(" | ")
                    .append(cell(behaviour.drover()))
                    .append(" |\n");
        }
        return report.toString();
    }

    private static String title(Place place) {
        String title = place.toString();
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static String subject(Behaviour behaviour) {
        return behaviour.options().isEmpty()
                ? cell(behaviour.subject())
                : "`" + String.join("`, `", behaviour.options()) + "`";
    }

    private static String said(Behaviour behaviour, Node job) {
        Node place = behaviour.place().providers().isEmpty()
                ? job
                : provider(job, behaviour.place().side());
        List<String> said = behaviour.options().stream()
                .flatMap(option -> place.child(option).stream())
                .filter(Node::saysSomething)
                .map(option -> option.name() + "=" + option.shown())
                .toList();
        return String.join(", ", said);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
