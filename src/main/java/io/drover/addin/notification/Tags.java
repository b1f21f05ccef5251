package io.drover.addin.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts values in the place of tags: <code>{task}</code>, and those of Dynamicweb that say the same. */
final class Tags {
    /** A name alone in braces: rules of CSS have more between theirs. */
    private static final Pattern TAG = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}|<!--@(Ecom:[A-Za-z0-9.:]+)-->");

    private static final Map<String, Tag> BY_NAME =
            Arrays.stream(Tag.values()).collect(Collectors.toMap(Tag::written, Function.identity()));

    /** What Dynamicweb's documented tags of notifications of tasks stand for here. */
    static final Map<String, Tag> OF_DYNAMICWEB = new TreeMap<>(Map.of(
            "Ecom:DataIntegration.ScheduledTaskName", Tag.TASK,
            "Ecom:DataIntegration.ScheduledActivity.ErrorMessage", Tag.MESSAGE,
            "Ecom:DataIntegration.ScheduledActivity.MessageType", Tag.EVENT));

    private Tags() {}

    /**
     * Looks at the tags of a text.
     *
     * @param where what the text is, for the message
     * @throws IllegalArgumentException when one is not known; says which there are
     */
    static void requireKnown(String where, String text) {
        List<String> unknown = TAG.matcher(text)
                .results()
                .filter(found -> tag(found) == null)
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    where + " has the unknown tag " + String.join(", ", unknown) + "; there are "
                            + Arrays.stream(Tag.values())
                                    .map(tag -> "{" + tag.written() + "}")
                                    .collect(Collectors.joining(" ")));
        }
    }

    /** A text with the values of its tags. A line that has tags and nothing but empty ones is left out. */
    static String text(String template, RunReport report) {
        return lines(template, report, Tag::text);
    }

    /** The same for HTML: values are escaped. */
    static String html(String template, RunReport report) {
        return lines(template, report, Tag::html);
    }

    private static String lines(String template, RunReport report, BiFunction<Tag, RunReport, String> value) {
        return template.lines()
                .filter(line -> !isEmpty(line, report))
                .map(line -> filled(line, found -> value.apply(found, report)))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isEmpty(String line, RunReport report) {
        List<Tag> tags = TAG.matcher(line)
                .results()
                .map(Tags::tag)
                .filter(tag -> tag != null)
                .toList();
        return !tags.isEmpty() && tags.stream().allMatch(tag -> tag.text(report).isEmpty());
    }

    private static String filled(String line, Function<Tag, String> value) {
        return TAG.matcher(line)
                .replaceAll(found ->
                        Matcher.quoteReplacement(tag(found) == null ? found.group() : value.apply(tag(found))));
    }

    private static Tag tag(MatchResult found) {
        return found.group(1) == null ? OF_DYNAMICWEB.get(found.group(2)) : BY_NAME.get(found.group(1));
    }
}
