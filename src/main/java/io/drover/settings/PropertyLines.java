package io.drover.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The settings of an application.properties with the lines they begin on. */
public final class PropertyLines {
    private PropertyLines() {}

    /** A setting as written. */
    public record Line(int line, String name, String value) {}

    /** All of a file, in its order; none when it is not there. */
    public static List<Line> of(Path file) throws IOException {
        List<Line> settings = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return settings;
        }
        StringBuilder logical = new StringBuilder();
        int number = 0;
        int start = 1;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (logical.length() == 0) {
                start = number;
            }
            logical.append(line).append('\n');
            if (!isContinued(line)) {
                add(settings, start, logical.toString());
                logical.setLength(0);
            }
        }
        add(settings, start, logical.toString());
        return settings;
    }

    /** By the rules of Java itself: what counts as a name, a comment and an escape is its matter. */
    private static void add(List<Line> settings, int line, String text) throws IOException {
        Properties one = new Properties();
        one.load(new StringReader(text));
        one.forEach((name, value) -> settings.add(new Line(line, (String) name, ((String) value).trim())));
    }

    private static boolean isContinued(String line) {
        String stripped = line.strip();
        if (stripped.startsWith("#") || stripped.startsWith("!")) {
            return false;
        }
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
