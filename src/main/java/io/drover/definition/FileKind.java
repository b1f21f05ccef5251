package io.drover.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a file of an installation is for, in the order in which a running server can take files up: what others refer to comes first. */
public enum FileKind {
    /** application.properties. */
    SETTINGS("", name -> name.endsWith(".properties")),
    /** Routes of Camel, below drover.routes. */
    ROUTE("routes", FileKind::isRoute),
    /** The route templates that add-ins are, in the folder add-ins of the routes. */
    ADD_IN("add-ins", FileKind::isRoute),
    /** What definitions refer to: stylesheets, lookup files, schemas, mail templates, anywhere below drover.files. */
    REFERRED("files", name -> true),
    CONFIG(Kind.CONFIG),
    JOB(Kind.JOB),
    TASK(Kind.TASK),
    RECURRING_JOB(Kind.RECURRING_JOB);

    private static final Pattern ROUTE_FILE = Pattern.compile("[^.].*\\.(ya?ml|xml)");

    private final String folder;
    private final Predicate<String> named;

    FileKind(String folder, Predicate<String> named) {
        this.folder = folder;
        this.named = named;
    }

    FileKind(Kind definition) {
        this(definition.folder, name -> name.toLowerCase(Locale.ROOT).endsWith(".xml"));
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
            case CONFIG, JOB, TASK, RECURRING_JOB -> true;
            case SETTINGS, ROUTE, ADD_IN, REFERRED -> false;
        };
    }

    /** The folder of its files: in drover.files, and in an export. */
    public String folder() {
        return folder;
    }

    /** Whether a file of this name is one; editors' and copiers' temporary files do not have the ending, or start with a point. */
    public boolean isNamed(String fileName) {
        return !fileName.startsWith(".") && named.test(fileName);
    }

    /** Whether a file's name alone says that it holds routes: *.yaml, *.yml or *.camel.xml. */
    public static boolean saysRoutes(String fileName) {
        return isRoute(fileName) && (!fileName.endsWith(".xml") || fileName.endsWith(".camel.xml"));
    }

    private static boolean isRoute(String name) {
        return ROUTE_FILE.matcher(name).matches();
    }
}
