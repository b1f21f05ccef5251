package io.drover.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault to order, written as {@code NAME[=VALUE][,every=N][,next=N]}.
 *
 * @param value of what the kind takes one; its default when none was given
 * @param every strikes each so many requests; 1: each one
 * @param next strikes so often and then no more; 0: without end
 */
public record Fault(Kind kind, String value, int every, int next) {
    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:=([^,]*))?((?:,(?:every|next)=[0-9]{1,6})*)");
    private static final Pattern OPTION = Pattern.compile(",(every|next)=([0-9]+)");

    /** What can go wrong with a remote system. */
    enum Kind {
        SLOW("10s", "waits this long before it does anything (500ms, 10s, 2m)"),
        ERROR("500", "answers this status with a text"),
        RATE_LIMIT("5", "answers 429 with Retry-After of so many seconds"),
        REDIRECT("http://localhost:8091/", "answers 307 to this address"),
        HTML("", "answers 200 with a page for people, as a proxy does"),
        EMPTY("", "answers 200 with nothing"),
        WRONG_ROOT("error", "answers with another root element, this one"),
        HALF("", "answers with XML that ends in the middle"),
        TRUNCATED("", "breaks the connection off in the middle of the answer"),
        RESET("", "breaks the connection off without looking at the request"),
        LOST("", "does what is asked and breaks the connection off before it answers"),
        ENDLESS("", "says after each page that there is one more"),
        REPEATED("", "answers the first page again and again"),
        REFUSE_ORDER("", "does not take the order of this OrderId");

        private final String usual;
        private final String meaning;

        Kind(String usual, String meaning) {
            this.usual = usual;
            this.meaning = meaning;
        }

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The value when none is given; empty: it takes none, or needs one. */
        String usual() {
            return usual;
        }

        String meaning() {
            return meaning;
        }

        private boolean takesValue() {
            return !usual.isEmpty() || this == REFUSE_ORDER;
        }
    }

    /**
     * A fault from its text.
     *
     * @throws IllegalArgumentException when it is none; says what is allowed
     */
    public static Fault parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no fault; one is written NAME, NAME=VALUE, NAME,every=3 or NAME,next=2".formatted(text));
        }
        Kind kind = kind(parts.group(1));
        Fault fault = new Fault(
                kind,
                value(kind, parts.group(2)),
                option(parts.group(3), "every", 1),
                option(parts.group(3), "next", 0));
        fault.check();
        return fault;
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault '%s'; there are %s"
                        .formatted(
                                word,
                                Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", ")))));
    }

    private static String value(Kind kind, String given) {
        if (given != null && !kind.takesValue()) {
            throw new IllegalArgumentException("the fault %s takes no value".formatted(kind.word()));
        }
        return given == null ? kind.usual() : given;
    }

    private static int option(String options, String name, int otherwise) {
        int value = otherwise;
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            if (option.group(1).equals(name)) {
                value = Math.max(1, Integer.parseInt(option.group(2)));
            }
        }
        return value;
    }

    /** A value that cannot be meant is refused now and not at the first request. */
    private void check() {
        boolean right =
                switch (kind) {
                    case SLOW -> value.matches("\\d{1,6}(ms|s|m)");
                    case ERROR -> value.matches("[45]\\d\\d");
                    case RATE_LIMIT -> value.matches("\\d{1,6}");
                    case REDIRECT -> value.matches("https?://[^\\s]+");
                    case WRONG_ROOT -> value.matches("[A-Za-z_][\\w.-]*");
                    case REFUSE_ORDER -> !value.isBlank();
                    default -> true;
                };
        if (!right) {
            throw new IllegalArgumentException("%s=%s: %s"
                    .formatted(
                            kind.word(),
                            value,
                            kind == Kind.REFUSE_ORDER
                                    ? "the id of an order is missing"
                                    : "that is not what it " + kind.meaning()));
        }
    }

    /** How long {@link Kind#SLOW} waits. */
    long millis() {
        long number = Long.parseLong(value.replaceAll("\\D", ""));
        return value.endsWith("ms") ? number : value.endsWith("s") ? 1_000 * number : 60_000 * number;
    }

    /** Several, one a line or between spaces. */
    static List<Fault> parseAll(String text) {
        return Pattern.compile("\\s+")
                .splitAsStream(text.strip())
                .filter(word -> !word.isEmpty())
                .map(Fault::parse)
                .toList();
    }

    @Override
    public String toString() {
        return kind.word()
                + (value.isEmpty() ? "" : "=" + value)
                + (every == 1 ? "" : ",every=" + every)
                + (next == 0 ? "" : ",next=" + next);
    }
}
