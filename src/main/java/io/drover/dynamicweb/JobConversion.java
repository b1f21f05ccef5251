package io.drover.dynamicweb;

import io.drover.definition.Conversion;
import io.drover.dynamicweb.DynamicwebFile.JobReport;
import java.util.List;
import java.util.Locale;
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
        Notes notes = new Notes();
        NativeElement converted = convert(Node.of(document.getDocumentElement()), file, notes);
        notes.requireNoRefusals();
        notes.all().forEach(converted::comment);
        return new Conversion("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + converted, notes.all());
    }

    /** How a job compares with what is made of it, refused or not. */
    static JobReport report(Document document, String file) {
        Node job = Node.of(document.getDocumentElement());
        Notes notes = new Notes();
        try {
            convert(job, file, notes);
        } catch (IllegalArgumentException e) {
            notes.refuse(e.getMessage());
        }
        return new JobReport(BehaviourReport.of(job, notes), !notes.refusals().isEmpty());
    }

    private static NativeElement convert(Node job, String file, Notes notes) {
        Node source = provider(job, "source");
        Node destination = provider(job, "destination");
        String name = job.text("Name").isEmpty() ? file : job.text("Name");
        NativeElement converted = new NativeElement("job").with("name", Names.legal("job", name, notes));
        boolean skipsIllegal = destination.kind().equals("Xml")
                && (destination.child("SkipTroublesomeRows").isEmpty() || destination.is("SkipTroublesomeRows"));
        if (destination.is("SkipFailingRows") || skipsIllegal || source.is("IgnoreDefectiveRows")) {
            converted.with("onError", "skip");
        }
        if (!job.text("Description").isEmpty()) {
            converted.add("description").text(job.text("Description"));
        }
        List<Node> mappings = job.is("CreateMappingAtRuntime")
                ? new RuntimeMappings(source, destination, notes).all()
                : job.child("mappings").map(all -> all.all("mapping")).orElse(List.of());
        List<Node> active =
                mappings.stream().filter(MappingsConversion::isActive).toList();
        new SourceConversion(source, destination.kind(), active, notes).addTo(converted);
        DestinationConversion to = new DestinationConversion(destination, notes);
        to.addTo(converted);
        if (active.isEmpty() && !job.is("CreateMappingAtRuntime")) {
            throw new IllegalArgumentException(
                    "this job of Dynamicweb has no active mapping, and does not create mappings at run time either");
        }
        new MappingsConversion(mappings, to, isDatabase(source), notes).addTo(converted);
        SourceFiles.requireOneFile(source, destination, notes);
        rejects(source, destination, to, notes);
        jobSettings(job, notes);
        return converted;
    }

    /** A job of Drover skips whatever record cannot be loaded, or none. */
    private static void rejects(Node source, Node destination, DestinationConversion to, Notes notes) {
        if (source.is("IgnoreDefectiveRows") && to.isDatabase() && !destination.is("SkipFailingRows")) {
            notes.refuse(
                    "IgnoreDefectiveRows=True without SkipFailingRows=True: rows that the database refuses would be left"
                            + " out too, instead of failing the job; set both or none");
        }
    }

    private static boolean isDatabase(Node source) {
        return !List.of("Xml", "Csv", "Excel").contains(source.kind());
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
        if (job.is("DisableCacheClearingAndIndexUpdates")) {
            notes.add("DisableCacheClearingAndIndexUpdates=True: caches and indexes are never touched");
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
                notes.refuse("job: " + setting.name() + "=" + setting.shown() + " is unknown to Drover");
            }
        }
    }
}
