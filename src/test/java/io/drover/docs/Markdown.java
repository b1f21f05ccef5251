package io.drover.docs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Pieces of Markdown. */
final class Markdown {
    private static final Pattern TAG = Pattern.compile("<[^<>]+>");

    private final StringBuilder text = new StringBuilder();

    /** Begins a page. */
    Markdown(String title, String madeFrom) {
        text.append("<!-- Made from ")
                .append(madeFrom)
                .append(" by ")
                .append(ReferenceDocs.UPDATE)
                .append(" -->\n");
        text.append("# ").append(title).append('\n');
    }

    Markdown heading(String title) {
        return heading(2, title);
    }

    Markdown heading(int level, String title) {
        text.append('\n').append("#".repeat(level)).append(' ').append(title).append('\n');
        return this;
    }

    /** Where a link to a heading leads. */
    static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    /** A paragraph; nothing when there is no text. */
    Markdown paragraph(String words) {
        if (!words.isBlank()) {
            text.append('\n').append(oneLine(words)).append('\n');
        }
        return this;
    }

    Markdown code(String language, String lines) {
        text.append("\n```").append(language).append('\n');
        lines.stripTrailing().lines().forEach(line -> text.append(line.stripTrailing())
                .append('\n'));
        text.append("```\n");
        return this;
    }

    /** A table; nothing when it has no rows. */
    Markdown table(List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            text.append("\n| ").append(String.join(" | ", header)).append(" |\n");
            text.append("|---".repeat(header.size())).append("|\n");
            rows.forEach(row -> text.append(row(row)));
        }
        return this;
    }

    private static String row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(
                cell -> row.append(cell.isEmpty() ? " |" : " " + oneLine(cell).replace("|", "\\|") + " |"));
        return row.append('\n').toString();
    }

    /** A value as code; nothing for nothing. */
    static String code(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    /** Words on one line, in which a tag stays visible. */
    static String oneLine(String words) {
        String line = words.strip().replaceAll("\\s+", " ");
        return line.contains("`") ? line : TAG.matcher(line).replaceAll("`$0`");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
