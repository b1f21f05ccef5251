package io.drover.circle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;

/** Literals of SQL for random values. */
final class Literals {
    private static final String CHARACTERS =
            " \tabcXYZ019'\"\\;,|&<>{}[]()=#%_-+.$*`~\n\r\u00a0\u00e4\u00df\u0130\u20ac\ufeff\u2028\ud83d\ude00";

    private Literals() {}

    static String text(Random random) {
        int[] points = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return CircleColumn.quote(text.toString());
    }

    static String decimal(Random random, int digits, int scale) {
        return new BigDecimal(new BigInteger(digits * 3, random), scale)
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                .toPlainString();
    }

    static String date(Random random) {
        return LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_000)).toString();
    }

    static String timestamp(Random random, int fraction) {
        long step = BigInteger.TEN.pow(9 - fraction).longValue();
        LocalDateTime time = LocalDate.parse(date(random))
                .atStartOfDay()
                .plusNanos(random.nextLong(86_400_000_000_000L / step) * step);
        return time.toString().replace('T', ' ');
    }

    static String hex(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
