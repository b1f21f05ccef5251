package io.drover.mapping.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Dates and times in ISO 8601 and in Dynamicweb's form, told apart by their shape; no form that two countries read
 * differently. Scanned by hand, for java.time's formatters take ten times as long. Holds the last text's parts.
 */
public final class DateTimeText {
    private String text;
    private int position;
    private LocalDate date;
    private LocalTime time;
    private ZoneOffset offset;

    /** Reads a text; false when it has none of the known forms or names a day or time that does not exist. */
    public boolean parse(String dateTime) {
        text = dateTime;
        position = 0;
        date = null;
        time = null;
        offset = null;
        try {
            return isAt(2, ':') ? time(false) && atEnd() : dateAndTime() && atEnd();
        } catch (DateTimeException e) {
            return false; // the 31st of February, 25 o'clock
        }
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
        boolean iso = isAt(4, '-') && isAt(7, '-');
        boolean dayFirst = isAt(2, '-') && isAt(5, '-');
        if (text.length() < 10 || !(iso || dayFirst)) {
            return false;
        }
        int year = number(iso ? 0 : 6, 4);
        int month = number(iso ? 5 : 3, 2);
        int day = number(iso ? 8 : 0, 2);
        if (year < 1 || month < 0 || day < 0) {
            return false;
        }
        date = LocalDate.of(year, month, day);
        position = 10;
        if (atEnd()) {
            return true;
        }
        if (text.charAt(position) != ' ' && !(iso && text.charAt(position) == 'T')) {
            return false;
        }
        position++;
        return time(!iso) && (dayFirst || offsetOrNone());
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

    /** {@code Z}, {@code +HH}, {@code +HH:mm} or {@code +HHmm}. */
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
        if (!atEnd()) {
            position += isAt(position, ':') ? 1 : 0;
            minutes = number(position, 2);
            position += 2;
        }
        if (minutes < 0) {
            return false;
        }
        offset = ZoneOffset.ofHoursMinutes(sign == '-' ? -hours : hours, sign == '-' ? -minutes : minutes);
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
