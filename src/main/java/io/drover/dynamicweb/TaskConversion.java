package io.drover.dynamicweb;

import io.drover.definition.Conversion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A scheduled task that Dynamicweb saved to XML, in Drover's own form (docs/guide/dynamicweb.md). A
 * beginning to be read and mended: the form of such files is not published.
 */
final class TaskConversion {
    /** What the names of add-ins' types contain, in lower case, the more particular first. */
    private static final Map<String, String> ADD_INS = addIns();

    private static final Pattern SECRET = Pattern.compile("(?i).*(key|password|secret|token).*");

    private final SavedTask saved;
    private final Notes notes = new Notes();

    private TaskConversion(SavedTask saved) {
        this.saved = saved;
    }

    /**
     * Converts a task.
     *
     * @param file the file's name without its extension: the task's name where the file does not say it
     * @param parser parses XML that stands in a text
     * @throws IllegalArgumentException when it holds no settings of an add-in; the message is for the user
     */
    static Conversion of(Document document, String file, Function<String, Element> parser) {
        SavedTask saved = SavedTask.of(document.getDocumentElement(), parser);
        if (saved.addIn().isEmpty() && saved.parameters().isEmpty()) {
            throw new IllegalArgumentException("there are no settings of an add-in in it,"
                    + " <Parameters addin=\"...\"><Parameter name=\"...\" value=\"...\"/></Parameters>");
        }
        return new TaskConversion(saved).convert(file);
    }

    private static Map<String, String> addIns() {
        Map<String, String> addIns = new LinkedHashMap<>();
        addIns.put("jobscheduledtask", "run-job");
        addIns.put("rundataintegration", "run-job");
        addIns.put("activedirectory", "import-active-directory");
        addIns.put("perfion", "import-perfion-images");
        addIns.put("queued", "sync-queued-orders");
        addIns.put("multiplerequests", "import-data-from-multiple-requests");
        addIns.put("paging", "import-data-with-paging");
        addIns.put("export", "export-data");
        addIns.put("import", "import-data");
        return addIns;
    }

    private Conversion convert(String file) {
        NativeElement task = new NativeElement("scheduledTask")
                .with("name", Names.legal("task", saved.field("name").orElse(file), notes));
        if (saved.field("enabled", "active").isPresent() && !saved.is("enabled", "active")) {
            task.with("enabled", "false");
        }
        saved.field("comment", "description")
                .ifPresent(text -> task.add("description").text(text));
        addSchedule(task);
        NativeElement addIn = task.add("addIn").with("name", addIn());
        Set<String> jobs = addParameters(addIn);
        saved.field("configfile", "configurationfile").ifPresent(path -> task.add("configFile")
                .text(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)));
        jobs.forEach(job -> task.add("job").text(job));
        notes.all().forEach(task::comment);
        return new Conversion("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + task, notes.all());
    }

    private void addSchedule(NativeElement task) {
        Optional<TaskTimes> times = TaskTimes.of(saved, notes);
        if (times.isEmpty()) {
            notes.add("no schedule was found: the task runs on demand only");
            return;
        }
        NativeElement schedule = task.add("schedule");
        schedule.add("begin").text(times.get().begin());
        if (times.get().end() != null) {
            schedule.add("end").text(times.get().end());
        }
        schedule.add("interval").text(times.get().interval());
        notes.add(
                "times are those of the server that Dynamicweb ran on: add <timeZone> to the schedule, it is UTC without");
        if (saved.is("checkprevious")) {
            schedule.add("runIf").text("previous-succeeded");
            notes.add(
                    "it ran only if the task before it had succeeded: put the two into one folder, with order in their"
                            + " first lines");
        }
        if (saved.is("startfromlastrun")) {
            notes.add("its interval was counted from the end of its last run; here it is counted from begin");
        }
    }

    private String addIn() {
        String type =
                saved.addIn().substring(saved.addIn().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : ADD_INS.entrySet()) {
            if (type.contains(known.getKey())) {
                return known.getValue();
            }
        }
        notes.add("the add-in " + saved.addIn() + " has no counterpart by its name; import-data stands for it");
        return "import-data";
    }

    /** Adds all but activities, whose names it gives: they are the task's jobs. */
    private Set<String> addParameters(NativeElement addIn) {
        Set<String> jobs = new LinkedHashSet<>();
        saved.parameters().forEach((name, value) -> {
            if (value.isEmpty()) {
                return;
            }
            if (name.toLowerCase(Locale.ROOT).endsWith("activity")) {
                jobs.add(Names.legal("job", value.replaceAll(".*[\\\\/]", ""), notes));
                return;
            }
            NativeElement parameter = addIn.add("parameter").with("name", name);
            if (value.contains("\n") || value.startsWith("<")) {
                parameter.text(value);
            } else {
                parameter.with("value", value);
            }
            if (SECRET.matcher(name).matches()) {
                notes.add(name
                        + " stands here as it is: put {{env:NAME}}, {{file:PATH}} or an encrypted value in its place");
            }
        });
        return jobs;
    }
}
