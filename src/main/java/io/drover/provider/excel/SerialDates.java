package io.drover.provider.excel;

import io.drover.provider.excel.CellFormats.Kind;
import io.drover.provider.value.CanonicalText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Excel's dates are days, and its times fractions of a day, to the millisecond: counted from 1900, when its calendar has a 29th
 * of February that never was, or from 1904.
 */
final class SerialDates {
    private static final long DAY = 24L * 60 * 60 * 1000;
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 31);
    private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);
    /** The 29th of February 1900. Day 0, which an empty cell gives a formula, is shown as the 0th of January 1900. */
    private static final int NO_DAY = 60;
    /** The 31st of December 9999. */
    private static final int LAST_DAY = 2_958_465;

    private static final int LAST_DAY_OF_1904 = LAST_DAY - 1_462;

    private SerialDates() {}

    /**
     * The text of a date, time, timestamp or duration.
     *
     * @return null when there is no such day
     */
    static String text(double serial, Kind kind, boolean date1904) {
        int lastDay = date1904 ? LAST_DAY_OF_1904 : LAST_DAY;
        if (!(Math.abs(serial) < lastDay + 1)) {
            return null;
        }
        long millis =
                Math.min(Math.round(serial * DAY), (lastDay + 1) * DAY - 1); // the calendar ends before the next day
        if (kind == Kind.DURATION) {
            return duration(millis);
        }
        if (millis < 0) {
            return null;
        }
        LocalTime time = LocalTime.ofNanoOfDay(millis % DAY * 1_000_000);
        int days = (int) (millis / DAY);
        if (kind == Kind.TIME && days == 0) {
            return CanonicalText.of(time);
        }
        if ((days == NO_DAY || days == 0) && !date1904) {
            return null;
        }
        LocalDate date = date1904 ? DAY_0_OF_1904.plusDays(days) : DAY_0.plusDays(days > NO_DAY ? days - 1 : days);
        return kind == Kind.DATE && time.equals(LocalTime.MIDNIGHT)
                ? CanonicalText.of(date)
                : CanonicalText.of(LocalDateTime.of(date, time));
    }

    /** {@code 26:30:00}. */
    private static String duration(long signedMillis) {
        long millis = Math.abs(signedMillis);
        String text = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                signedMillis < 0 ? "-" : "",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60);
        return millis % 1000 == 0 ? text : text + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /** The serial number of a date of the 1900 calendar; NaN for one before March 1900, which Excel has not right. */
    static double serial(LocalDateTime dateTime) {
        long days = dateTime.toLocalDate().toEpochDay() - DAY_0.toEpochDay() + 1;
        if (days <= NO_DAY || days > LAST_DAY) {
            return Double.NaN;
        }
        return days + serial(dateTime.toLocalTime());
    }

    /** The serial number of a time of day; NaN when it is finer than Excel shows it. */
    static double serial(LocalTime time) {
        long nanos = time.toNanoOfDay();
        double millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return nanos % 1_000_000 == 0 ? millis / DAY : Double.NaN;
    }
}
