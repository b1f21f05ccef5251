package io.drover.docs;

import io.drover.server.UnusedCamelSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** settings.md from defaults.properties: its sections, its keys, and the comment above each. */
final class SettingsPage {
    private static final Pattern SECTION = Pattern.compile("# -+ (.*?) -+");
    private static final Pattern SETTING = Pattern.compile("([^#=\\s]+)\\s*=\\s*(.*)");

    private final Markdown page = new Markdown("Settings", "defaults.properties");
    private final List<List<String>> rows = new ArrayList<>();
    private String comment = "";

    private SettingsPage() {}

    static String text(String properties) {
        return new SettingsPage().make(properties);
    }

    private String make(String properties) {
        page.paragraph(
                """
                A value is taken from the first of these that has it: a system property of the same name
                (`-Ddrover.files=...`), an environment variable (`drover.store.url` is `DROVER_STORE_URL`),
                `application.properties` in the folder Drover is started in, the default below. An environment variable
                counts for the settings below and for those in `application.properties`.""");
        page.paragraph(
                """
                A value may be `{{env:NAME}}`, an environment variable, `{{file:PATH}}`, the content of a file, or `{{enc:...}}`, an
                [encrypted value](../guide/environments.md): secrets need not stand in `application.properties`. Relative paths begin at the folder Drover is started in. The
                settings of Camel Main (`camel.main.*`, `camel.server.*` and so on) can be set here too.""");
        properties.lines().forEach(this::line);
        endSection();
        page.heading("Settings of Camel that are not obeyed");
        page.paragraph("Drover does itself what they are for. The start names those that are set.");
        for (UnusedCamelSettings unused : UnusedCamelSettings.values()) {
            String names = Arrays.stream(unused.written().split(", "))
                    .map(Markdown::code)
                    .collect(Collectors.joining(", "));
            rows.add(List.of(names, unused.instead()));
        }
        page.table(List.of("setting", "instead"), rows);
        return page.toString();
    }

    private void line(String line) {
        Matcher section = SECTION.matcher(line);
        Matcher setting = SETTING.matcher(line);
        if (section.matches()) {
            endSection();
            page.heading(section.group(1).replace("<", "`<").replace(">", ">`"));
        } else if (line.startsWith("#")) {
            comment = (comment + " " + line.substring(1).strip()).strip();
        } else if (setting.matches()) {
            rows.add(List.of(
                    Markdown.code(setting.group(1)),
                    Markdown.code(setting.group(2).strip()),
                    comment));
            comment = "";
        } else if (rows.isEmpty()) {
            endSection(); // an empty line ends what is said before the settings
        }
    }

    private void endSection() {
        page.table(List.of("setting", "default", "meaning"), rows);
        page.paragraph(rows.isEmpty() ? comment : "");
        rows.clear();
        comment = "";
    }
}
