package io.drover.bench;

import io.drover.bench.Products.Column;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The text of every value, made from nothing but seed, row, column and variant, so that a check can ask for any of them
 * without reading the file.
 *
 * <p>Numbers, dates and words are drawn as {@code 3 * random + variant}: that is what makes each value differ between
 * the variants and not only most of them.
 */
final class Values {
    private static final String[] VOCABULARY =
            """
            adjustable, alloy, anodised, axle, bearing, bicycle, bolt, bracket, brake, cable, carbon, cartridge,
            chain, clamp, coated, cotter, crank, cushion, derailleur, disc, drawer, engine, fabric, fender,
            fitting, flange, fork, frame, front, garden, gasket, grease, grøn, handle, heavy-duty, hinge,
            housing, hub, indoor, Ø12, joint, kit, large, leather, lever, light, lock, mounting, mudguard, nylon,
            nut & bolt, outdoor, painted, panel, pedal, pivot, plate, pump, quick-release, rød, rear, reflector,
            rim, rubber, saddle, sealed, seat, shaft, size < 40, spacer, spoke, spring, stainless, steel, stål,
            tool, tread, tube, valve, washer, wheel"""
                    .split(",\\s", -1);
    private static final byte[][] WORDS = new byte[VOCABULARY.length][];
    private static final int WORD_TRIPLES = VOCABULARY.length / 3;
    private static final byte[] TRUE = {'T', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'F', 'a', 'l', 's', 'e'};
    private static final long FIRST_DAY = LocalDate.of(2015, 1, 1).toEpochDay();

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = VOCABULARY[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    private final long seed;

    Values(long seed) {
        this.seed = seed;
    }

    /** The value as text, or null. */
    String text(int column, long row, Variant variant) {
        Bytes bytes = new Bytes(64);
        return write(column, row, variant, bytes) ? bytes.toString() : null;
    }

    /**
     * Appends a value as it stands in the file.
     *
     * @return false when the value is null; nothing is appended then
     */
    boolean write(int index, long row, Variant variant, Bytes to) {
        int v = variant.of(row);
        long random = mix(seed + mix(row * 64 + index));
        Column column = Products.COLUMNS.get(index);
        switch (column.kind()) {
            case TEXT -> {
                return writeText(index, row, v, random, to);
            }
            case SMALLINT -> to.putDigits(draw(random, 300, v), 1);
            case INTEGER -> writeSigned(draw(random, 20_000, v) - 1_000, to);
            case BIGINT -> to.putDigits(draw(random, 100_000_000_000L, v), 1);
            case DECIMAL ->
                writeFraction(
                        draw(random, column.name().equals("ProductCost") ? 100_000_000 : 1_000_000, v),
                        column.name().equals("ProductCost") ? 4 : 2,
                        to);
            case DOUBLE -> writeFraction(draw(random, 100_000, v), 3, to);
            case BOOLEAN -> to.put(((random & 1) == 1) == (v == 0) ? TRUE : FALSE);
            case TIMESTAMP -> writeTimestamp(draw(random, 2_000_000, v), (int) (random >>> 54) % 1000, to);
            case DATE -> writeDate(draw(random, 1_500, v), to);
        }
        return true;
    }

    private static boolean writeText(int index, long row, int v, long random, Bytes to) {
        switch (index) {
            case 0 -> {
                to.put('P');
                to.putDigits(row, 9);
            }
            case 1 -> {
                to.put('A' + v);
                to.put('-');
                to.putDigits(row, 7);
            }
            case 2 -> to.putDigits(4_000_000_000_000L + draw(random, 300_000_000_000L, v), 13);
            case 3 -> words(random, v, 2, 4, to);
            case 4 -> words(random, v, 2, 6, to);
            case 5 -> words(random, v, 3, 18, to);
            case 6 -> {
                if (row % 4 == v) {
                    return false;
                }
                words(random, v, 1, 4, to);
            }
            default -> words(random, v, 1, 1, to);
        }
        return true;
    }

    private static void words(long random, int v, int atLeast, int atMost, Bytes to) {
        int count = atLeast + (int) ((random >>> 1) % (atMost - atLeast + 1));
        long next = random;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                to.put(' ');
            }
            next = mix(next);
            to.put(WORDS[(int) draw(next, WORD_TRIPLES, v)]);
        }
    }

    private static void writeSigned(long value, Bytes to) {
        if (value < 0) {
            to.put('-');
        }
        to.putDigits(Math.abs(value), 1);
    }

    private static void writeFraction(long unscaled, int scale, Bytes to) {
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        to.putDigits(unscaled / unit, 1);
        to.put('.');
        to.putDigits(unscaled % unit, scale);
    }

    /** dd-MM-yyyy HH:mm:ss:fff, which is how Dynamicweb writes a DateTime. */
    private static void writeTimestamp(long minutes, int millis, Bytes to) {
        LocalDate date = LocalDate.ofEpochDay(FIRST_DAY + minutes / 1440);
        int minuteOfDay = (int) (minutes % 1440);
        to.putDigits(date.getDayOfMonth(), 2);
        to.put('-');
        to.putDigits(date.getMonthValue(), 2);
        to.put('-');
        to.putDigits(date.getYear(), 4);
        to.put(' ');
        to.putDigits(minuteOfDay / 60, 2);
        to.put(':');
        to.putDigits(minuteOfDay % 60, 2);
        to.put(':');
        to.putDigits(millis % 60, 2);
        to.put(':');
        to.putDigits(millis, 3);
    }

    private static void writeDate(long days, Bytes to) {
        LocalDate date = LocalDate.ofEpochDay(FIRST_DAY + days);
        to.putDigits(date.getYear(), 4);
        to.put('-');
        to.putDigits(date.getMonthValue(), 2);
        to.put('-');
        to.putDigits(date.getDayOfMonth(), 2);
    }

    private static long draw(long random, long bound, int v) {
        return (random >>> 8) % bound * 3 + v;
    }

    /** SplitMix64's finalizer: cheap, and the same on every machine. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
