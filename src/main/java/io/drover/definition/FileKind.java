package io.drover.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file of an installation is for, in the order in which a running server can take files up: what others refer to comes first. */
public enum FileKind {
    /** application.properties, and application-PROFILE.properties. */
    SETTINGS(""),
    /** Routes of Camel, below drover.routes. */
    ROUTE("routes"),
    /** The route templates that add-ins are, in the folder add-ins of the routes. */
    ADD_IN("add-ins"),
    /** What definitions refer to: stylesheets, lookup files, schemas, mail templates, anywhere below drover.files. */
    REFERRED("files"),
    CONFIG("Config"),
    CONNECTION("Connections"),
    BUCKET("Buckets"),
    COLLECTION("Collections"),
    JOB("Jobs"),
    TASK("ScheduledTasks"),
    RECURRING_JOB("RecurringJobs");

    private static final Pattern ROUTE_FILE = Pattern.compile(".+\\.(ya?ml|xml)");

    private final String folder;

    FileKind(String folder) {
        this.folder = folder;
    }

    /** The kind whose files lie in a folder of an export that is called so. */
    public static Optional<FileKind> inFolder(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind != SETTINGS && kind.folder.equals(name))
                .findFirst();
    }

    /** Whether its files are definitions, in a folder of drover.files. */
    public boolean isDefinition() {
        return switch (this) {
            case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB -> true;
            case SETTINGS, ROUTE, ADD_IN, REFERRED -> false;
        };
    }

    /** The folder of its files: in drover.files, and in an export. */
    public String folder() {
        return folder;
    }

    /** Whether a file of this name is one; editors' and copiers' temporary files do not have the ending, or start with a point. */
    public boolean isNamed(String fileName) {
        return !fileName.startsWith(".")
                && switch (this) {
                    case SETTINGS -> fileName.endsWith(".properties");
                    case ROUTE, ADD_IN -> ROUTE_FILE.matcher(fileName).matches();
                    case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB ->
                        fileName.toLowerCase(Locale.ROOT).endsWith(".xml");
                    case REFERRED -> true;
                };
    }

    /** Whether a file's name alone says that it holds routes, wherever it lies: *.yaml, *.yml or *.camel.xml. */
    public static boolean saysRoutes(String fileName) {
        return ROUTE.isNamed(fileName) && (!fileName.endsWith(".xml") || fileName.endsWith(".camel.xml"));
    }
}
