package io.drover.cli.session;

import io.drover.api.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How commands print data: a table for people, JSON for programs. */
public final class Output {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Prints data as JSON, or else as the text. */
    public void print(Object data, Supplier<String> text) {
        out().println(json ? Json.write(data) : text.get());
        out().flush();
    }

    /** Says something to the person that is no data. */
    public void note(String text) {
        PrintWriter err = command.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    /** Whether JSON is asked for. */
    public boolean isJson() {
        return json;
    }

    /** Prints octets as they are. */
    public static void print(byte[] content) {
        System.out.write(content, 0, content.length);
        System.out.flush();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Lines of cells in columns as wide as their widest cell; the first line is the header. */
    public static String table(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                row.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** A value for a cell; nothing for null. */
    public static String cell(Object value) {
        return value == null ? "" : value.toString();
    }
}
