package io.drover.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A recurring job's file, as a test wants it: {@code RecurringJobFile.importing("In", "Products").application(client)}, and then
 * {@link TestServer#withRecurringJob}.
 */
public final class RecurringJobFile {
    private final String name;
    private final String job;
    private final UUID id;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> applications = new ArrayList<>();
    private final List<String> elements = new ArrayList<>();

    private RecurringJobFile(String name, String job, String direction) {
        this.name = name;
        this.job = job;
        // The same for the same name, so that a test may say it twice
        this.id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        attributes.put("name", name);
        attributes.put("id", id.toString());
        attributes.put("direction", direction);
    }

    /** An import of files, each processed at once. */
    public static RecurringJobFile importing(String name, String job) {
        return new RecurringJobFile(name, job, "import");
    }

    /** An export of files, on demand. */
    public static RecurringJobFile exporting(String name, String job) {
        return new RecurringJobFile(name, job, "export");
    }

    /** Its messages are data packages. */
    public RecurringJobFile ofPackages() {
        return attribute("kind", "package");
    }

    /** Sets an attribute of the root element: inOrder, onError, enabled, preventUploadWhenEmpty. */
    public RecurringJobFile attribute(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** Lets applications use it. */
    public RecurringJobFile application(String... clientIds) {
        for (String clientId : clientIds) {
            applications.add("<application id=\"%s\"/>".formatted(clientId));
        }
        return this;
    }

    /** Names an application that may not use it now. */
    public RecurringJobFile disabledApplication(String clientId) {
        applications.add("<application id=\"%s\" enabled=\"false\"/>".formatted(clientId));
        return this;
    }

    /**
     * Adds elements as they stand in a file, in the order of the schema: entity, company, recurrence, monitoring, limits; for
     * example {@code <limits lease="1 second"/>}.
     */
    public RecurringJobFile with(String xml) {
        elements.add(xml);
        return this;
    }

    public String name() {
        return name;
    }

    /** The activity id. */
    public String id() {
        return id.toString();
    }

    /** The file's text. */
    public String text() {
        return """
                <recurringJob %s>
                  <job>%s</job>
                  <authorizationPolicy>%s</authorizationPolicy>
                  %s
                </recurringJob>
                """
                .formatted(
                        attributes.entrySet().stream()
                                .map(entry -> "%s=\"%s\"".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(" ")),
                        job,
                        String.join("", applications),
                        String.join("\n  ", elements));
    }
}
