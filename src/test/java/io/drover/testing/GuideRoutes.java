package io.drover.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes of the guide to connectors, as people copy them. */
public final class GuideRoutes {
    private static final Path GUIDE = Path.of("docs/guide/connectors.md");
    private static final Pattern BLOCK = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private GuideRoutes() {}

    /** The block that has a route of this id. */
    public static String with(String route) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        while (block.find()) {
            if (block.group(1).contains("id: " + route + "\n")) {
                return block.group(1);
            }
        }
        throw new IllegalArgumentException(GUIDE + " has no route " + route);
    }
}
