package io.drover.addin.directory;

import java.util.Map;

/** The file of a task that reads a directory. */
final class DirectoryTask {
    private DirectoryTask() {}

    static String file(String name, Map<String, String> parameters) {
        StringBuilder all = new StringBuilder();
        parameters.forEach((key, value) -> all.append("<parameter name=\"")
                .append(key)
                .append("\"><![CDATA[")
                .append(value)
                .append("]]></parameter>\n"));
        return """
                <scheduledTask name="%s" enabled="true">
                    <addIn name="import-active-directory">
                %s
                    </addIn>
                    <job>Users</job>
                </scheduledTask>
                """
                .formatted(name, all);
    }
}
