package io.drover.circle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A column type that goes round.
 *
 * @param type as CREATE TABLE has it
 * @param literals values as SQL has them; NULL comes with each
 * @param shown by what SQL the value in {@code v} is compared; null for the database's own way
 * @param inMilliseconds by what after it was in a file whose times have no more digits; null for the same
 */
record CircleColumn(String type, List<String> literals, String shown, String inMilliseconds) {
    private static final int RANDOM_VALUES = 6;

    /** Of a type with literals of its own. */
    static CircleColumn column(String type, String... literals) {
        return new CircleColumn(type, List.of(literals), null, null);
    }

    /** With some more values that a generator makes. */
    CircleColumn and(Random random, Function<Random, String> generator) {
        List<String> all = new ArrayList<>(literals);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            all.add(generator.apply(random));
        }
        return new CircleColumn(type, all, shown, inMilliseconds);
    }

    /** Compared by an expression of its own. */
    CircleColumn shown(String sql) {
        return new CircleColumn(type, literals, sql, inMilliseconds);
    }

    /** A timestamp, of which some files have but the milliseconds. */
    CircleColumn inMilliseconds(String sql) {
        return new CircleColumn(type, literals, shown, sql);
    }

    /** Each text as a literal, quoted. */
    static String[] quoted(String... texts) {
        return Arrays.stream(texts).map(CircleColumn::quote).toArray(String[]::new);
    }

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
