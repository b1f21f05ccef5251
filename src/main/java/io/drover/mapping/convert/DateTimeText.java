package io.drover.mapping.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Dates and times in ISO 8601, in PostgreSQL's and in Dynamicweb's form, told apart by their shape; no form that two countries read
 * differently. Scanned by hand, for java.time's formatters take ten times as long. Holds the last text's parts.
 */
public final class DateTimeText {
    private static final String BEFORE_CHRIST = " BC";

    private String text;
    private int position;
    private LocalDate date;
    private LocalTime time;
    private ZoneOffset offset;

    /** Reads a text; false when it has none of the known forms or names a day or time that does not exist. */
    public boolean parse(String dateTime) {
        boolean beforeChrist = dateTime.endsWith(BEFORE_CHRIST);
        begin(beforeChrist ? dateTime.substring(0, dateTime.length() - BEFORE_CHRIST.length()) : dateTime);
        try {
            if (isAt(2, ':')) {
                return !beforeChrist && time(false) && atEnd();
            }
            return dateAndTime() && atEnd() && (!beforeChrist || isBeforeChrist());
        } catch (DateTimeException e) {
            return false; // the 31st of February, 25 o'clock
        }
    }

    /** Reads a time of day, with an offset or without. */
    boolean parseTimeWithOffset(String timeWithOffset) {
        begin(timeWithOffset);
        try {
            return isAt(2, ':') && time(false) && offsetOrNone() && atEnd();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void begin(String newText) {
        text = newText;
        position = 0;
        date = null;
        time = null;
        offset = null;
    }

    /** The year 1 before Christ is 0 to Java. */
    private boolean isBeforeChrist() {
        int year = date.getYear();
        date = LocalDate.of(1 - year, date.getMonth(), date.getDayOfMonth());
        return year > 0;
    }

    /** The date, or null when the text is a time only. */
    public LocalDate date() {
        return date;
    }

    /** The time of day, or null when the text is a date only. */
    public LocalTime time() {
        return time;
    }

    /** The offset from UTC, or null when the text has none. */
    public ZoneOffset offset() {
        return offset;
    }

    private boolean dateAndTime() {
        boolean dayFirst = isAt(2, '-') && isAt(5, '-');
        if (!(dayFirst ? dayFirstDate() : isAt(4, '-') ? isoDate(0, 4) : longYear())) {
            return false;
        }
        if (atEnd()) {
            return true;
        }
        if (text.charAt(position) != ' ' && (dayFirst || text.charAt(position) != 'T')) {
            return false;
        }
        position++;
        return time(dayFirst) && (dayFirst || offsetOrNone());
    }

    private boolean dayFirstDate() {
        int year = number(6, 4);
        return year > 0 && date(year, number(3, 2), number(0, 2), 10);
    }

    /**
     * The date of a year that begins there, and has so many digits. One of less than a year is none: who writes 0000-01-01 means no
     * date.
     */
    private boolean isoDate(int start, int digits) {
        int year = number(start, digits);
        int end = start + digits;
        return year > 0 && isAt(end + 3, '-') && date(year, number(end + 1, 2), number(end + 4, 2), end + 6);
    }

    private boolean date(int year, int month, int day, int end) {
        if (month < 0 || day < 0) {
            return false;
        }
        date = LocalDate.of(year, month, day);
        position = end;
        return true;
    }

    /** A year that has more than four digits, or a sign, and four at least; PostgreSQL writes BC behind all and no sign. */
    private boolean longYear() {
        boolean signed = isAt(0, '+') || isAt(0, '-');
        int start = signed ? 1 : 0;
        int digits = 0;
        while (start + digits < text.length() && isDigit(text.charAt(start + digits))) {
            digits++;
        }
        if (digits < 4 || digits > 9 || !isAt(start + digits, '-')) {
            return false;
        }
        int year = number(start, digits);
        int end = start + digits;
        return isAt(end + 3, '-') && date(isAt(0, '-') ? -year : year, number(end + 1, 2), number(end + 4, 2), end + 6);
    }

    /**
     * {@code HH:mm[:ss[.f]]} with up to nine digits of a second's fraction.
     *
     * @param dynamicweb whether milliseconds may also follow a colon
     */
    private boolean time(boolean dynamicweb) {
        int hour = number(position, 2);
        int minute = isAt(position + 2, ':') ? number(position + 3, 2) : -1;
        if (hour < 0 || minute < 0) {
            return false;
        }
        position += 5;
        int second = 0;
        int nano = 0;
        if (isAt(position, ':')) {
            second = number(position + 1, 2);
            position += 3;
            if (second >= 0 && (isAt(position, '.') || (dynamicweb && isAt(position, ':')))) {
                nano = fraction();
            }
        }
        if (second < 0 || nano < 0) {
            return false;
        }
        time = LocalTime.of(hour, minute, second, nano);
        return true;
    }

    private int fraction() {
        int start = ++position;
        int nano = 0;
        while (position < text.length() && isDigit(text.charAt(position)) && position - start < 9) {
            nano = nano * 10 + (text.charAt(position++) - '0');
        }
        if (position == start) {
            return -1;
        }
        for (int digits = position - start; digits < 9; digits++) {
            nano *= 10;
        }
        return nano;
    }

    /** {@code Z}, {@code +HH}, {@code +HH:mm}, {@code +HHmm} or, as in the time before zones, {@code +HH:mm:ss}. */
    private boolean offsetOrNone() {
        if (atEnd()) {
            return true;
        }
        char sign = text.charAt(position++);
        if (sign == 'Z') {
            offset = ZoneOffset.UTC;
            return true;
        }
        int hours = number(position, 2);
        if ((sign != '+' && sign != '-') || hours < 0) {
            return false;
        }
        position += 2;
        int minutes = 0;
        int seconds = 0;
        if (!atEnd()) {
            position += isAt(position, ':') ? 1 : 0;
            minutes = number(position, 2);
            position += 2;
            if (isAt(position, ':')) {
                seconds = number(position + 1, 2);
                position += 3;
            }
        }
        if (minutes < 0 || seconds < 0) {
            return false;
        }
        int side = sign == '-' ? -1 : 1;
        offset = ZoneOffset.ofHoursMinutesSeconds(side * hours, side * minutes, side * seconds);
        return true;
    }

    /** The number of so many digits, or -1 when there are others or none. */
    private int number(int start, int digits) {
        if (start + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean isAt(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private boolean atEnd() {
        return position == text.length();
    }
}
