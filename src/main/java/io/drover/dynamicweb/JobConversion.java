package io.drover.dynamicweb;

import io.drover.definition.Conversion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Document;

/** A job of Dynamicweb in Drover's own form (docs/guide/dynamicweb.md). */
final class JobConversion {
    /** Read by nobody but Dynamicweb's own pages, or done by Drover in any case. */
    private static final List<String> SILENT = List.of(
            "name",
            "description",
            "source",
            "destination",
            "mappings",
            "createmappingatruntime",
            "disablecacheclearingandindexupdates",
            "notificationsettings");

    private JobConversion() {}

    /**
     * Converts a job.
     *
     * @param file the file's name without its extension: the job's name where the file does not say it
     * @throws IllegalArgumentException when it is not a whole job; the message is for the user
     */
    static Conversion of(Document document, String file) {
        Node job = Node.of(document.getDocumentElement());
        Notes notes = new Notes();
        Node source = provider(job, "source");
        Node destination = provider(job, "destination");
        String name = job.text("Name").isEmpty() ? file : job.text("Name");
        NativeElement converted = new NativeElement("job").with("name", Names.legal("job", name, notes));
        if (destination.is("SkipFailingRows")
                || destination.is("SkipTroublesomeRows")
                || source.is("IgnoreDefectiveRows")) {
            converted.with("onError", "skip");
        }
        if (!job.text("Description").isEmpty()) {
            converted.add("description").text(job.text("Description"));
        }
        new SourceConversion(source, job, notes).addTo(converted);
        DestinationConversion to = new DestinationConversion(destination, notes);
        to.addTo(converted);
        if (job.is("CreateMappingAtRuntime")) {
            addAutomatic(source, destination, converted, notes);
        } else {
            new MappingsConversion(job, to, notes).addTo(converted);
        }
        jobSettings(job, notes);
        notes.all().forEach(converted::comment);
        return new Conversion("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + converted, notes.all());
    }

    /** Equal names, as the snapshots know the tables; without snapshots all that a delivery has. */
    private static void addAutomatic(Node source, Node destination, NativeElement converted, Notes notes) {
        Set<String> targets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        targets.addAll(tables(destination));
        List<String> both = tables(source).stream().filter(targets::contains).toList();
        for (String table : both) {
            converted
                    .add("mapping")
                    .with("source", table)
                    .with("destination", table)
                    .with("schemaChange", "ignore");
        }
        if (both.isEmpty()) {
            notes.add(
                    "CreateMappingAtRuntime: every table of a delivery is loaded, and a column that its table lacks fails the"
                            + " run; write mappings with schemaChange=\"ignore\" where such columns are to be left out");
        }
    }

    private static List<String> tables(Node provider) {
        return provider.child("Schema").stream()
                .flatMap(schema -> schema.all("table").stream())
                .map(table -> table.text("tableName"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Node provider(Node job, String name) {
        return job.child(name)
                .filter(provider -> !provider.type().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "this job of Dynamicweb has no <" + name + " type=\"...\">; save it again in Dynamicweb"));
    }

    private static void jobSettings(Node job, Notes notes) {
        if (job.child("asTransaction").isPresent() && !job.is("asTransaction")) {
            notes.add("asTransaction=False: Drover loads a delivery in one transaction all the same");
        }
        job.child("notificationSettings")
                .filter(settings -> settings.children().stream()
                        .anyMatch(child -> !child.name().equalsIgnoreCase("FailureOnly")
                                && !child.text().isEmpty()))
                .ifPresent(settings -> notes.add("notificationSettings have no counterpart in a job"));
        for (Node setting : job.children()) {
            String name = setting.name().toLowerCase(Locale.ROOT);
            boolean silent = SILENT.contains(name) || name.equals("astransaction");
            if (!silent && (!setting.text().isEmpty() || !setting.children().isEmpty())) {
                notes.add("job: " + setting.name() + " has no counterpart");
            }
        }
    }
}
