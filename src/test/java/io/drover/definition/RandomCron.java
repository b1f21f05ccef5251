package io.drover.definition;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cron expressions of all forms, with hours of their own and a time in most years. */
final class RandomCron {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private final Random random;

    RandomCron(Random random) {
        this.random = random;
    }

    String expression() {
        boolean week = random.nextBoolean();
        return String.join(
                " ",
                "" + random.nextInt(60),
                random.nextBoolean() ? "" + random.nextInt(60) : random.nextInt(60) + "/" + (20 + random.nextInt(40)),
                hours(),
                week ? "?" : list(this::dayOfMonth),
                random.nextBoolean() ? "*" : list(() -> named(MONTHS, 12)),
                week ? list(this::dayOfWeek) : "?");
    }

    private String hours() {
        int from = 1 + random.nextInt(22);
        return switch (random.nextInt(3)) {
            case 0 -> "" + random.nextInt(4);
            case 1 -> from + "-" + random.nextInt(from) + "/" + (3 + random.nextInt(20));
            default -> from + ",2";
        };
    }

    private String dayOfMonth() {
        int day = 1 + random.nextInt(31);
        return switch (random.nextInt(7)) {
            case 0 -> "L-" + random.nextInt(31) + "W";
            case 1 -> "L-" + random.nextInt(31);
            case 2 -> random.nextBoolean() ? "L" : "LW";
            case 3 -> day + "-" + (1 + random.nextInt(31)) + "/" + (1 + random.nextInt(31));
            case 4 -> (random.nextBoolean() ? "*" : day) + "/" + (1 + random.nextInt(31));
            default -> day + "W";
        };
    }

    private String dayOfWeek() {
        return switch (random.nextInt(4)) {
            case 0 -> DAYS.get(random.nextInt(7)) + "#" + (1 + random.nextInt(5));
            case 1 -> (1 + random.nextInt(7)) + "L";
            default -> named(DAYS, 7);
        };
    }

    /** A value, a range or a step, by name or number. */
    private String named(List<String> names, int count) {
        String from = random.nextBoolean() ? names.get(random.nextInt(count)) : "" + (1 + random.nextInt(count));
        String to = random.nextBoolean() ? "" : "-" + names.get(random.nextInt(count));
        return from + to + (random.nextBoolean() ? "" : "/" + (1 + random.nextInt(count)));
    }

    private String list(Supplier<String> part) {
        return Stream.generate(part).limit(1 + random.nextInt(2)).collect(Collectors.joining(","));
    }
}
