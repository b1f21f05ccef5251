package io.drover.dynamicweb;

import java.util.List;

/** The files of a source: those that Dynamicweb would read come to the inbox as soon as they lie there. */
final class SourceFiles {
    /** What concerns the rows that a whole source does not have, which one of several files cannot tell. */
    private static final List<String> REMOVING = List.of(
            "RemoveMissingAfterImport",
            "RemoveMissingAfterImportDestinationTablesOnly",
            "RemoveMissingRows",
            "RemoveMissingUsers",
            "RemoveMissingGroups",
            "RemoveMissingAddresses",
            "RemoveMissingImpersonation",
            "RemoveMissingOrderLines",
            "DeactivateMissingProducts",
            "DeactivateMissingUsers");

    private final Node source;
    private final Notes notes;

    SourceFiles(Node source, Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    /** Refuses what would remove rows for each file of a folder, as if it were the whole source. */
    static void requireOneFile(Node source, Node destination, Notes notes) {
        boolean folder = source.text("SourceFile").isEmpty()
                && source.text("Filename").isEmpty()
                && !source.text(source.kind().equals("Csv") ? "SourcePath" : "SourceFolder")
                        .isEmpty()
                && !(source.kind().equals("Excel") && !source.text("SourcePath").isEmpty());
        if (folder) {
            REMOVING.stream()
                    .filter(destination::is)
                    .forEach(option -> notes.refuse(option
                            + " with a folder as source: each file is a delivery here, and would remove what the others"
                            + " bring; name one file"));
        }
    }

    /** @param file the name of one file, which goes before the folder; both may be empty */
    void addTo(NativeElement element, String file, String folder, String extension) {
        if (file.isEmpty() && folder.isEmpty()) {
            notes.add("the source names neither a file nor a folder: drop deliveries in the inbox of the job");
            return;
        }
        String place = file.contains("/") || file.contains("\\") || folder.isEmpty() ? file : folder + "/" + file;
        boolean one = !file.isEmpty();
        String path = Paths.fromFiles(place);
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean keep =
                !source.is("DeleteSourceFile") && !source.is("DeleteSourceFiles") && !source.is("ArchiveSourceFiles");
        element.add("endpoint")
                .with(
                        "uri",
                        "file:" + (one ? Paths.parent(path) : path)
                                + (one ? "?fileName=" + name : "?include=.*\\" + extension)
                                + "&readLock=changed&readLockMinAge=5000"
                                + (keep
                                        ? "&noop=true&idempotentKey=${file:name}-${file:size}-${file:modified}"
                                        : "&delete=true"));
        notes.add("the job runs when " + place + " appears or changes, and not only when it is asked to"
                + (keep ? "" : "; what was read lies in Archive"));
    }
}
