package io.drover.queue.payload;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a disk is to stay free: an amount, a part of it, or when neither is set, max(1 GB, 5 %). */
record MinimumFreeSpace(long amount, int percent) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB|%)?", Pattern.CASE_INSENSITIVE);
    private static final MinimumFreeSpace DEFAULT = new MinimumFreeSpace(1L << 30, 5);

    /** Reads the setting. */
    static MinimumFreeSpace of(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("the setting drover.min-free-disk is '" + text
                    + "'; it is an amount such as 500 MB or 2 GB, or a part of the disk such as 5 %");
        }
        long number = Long.parseLong(size.group(1));
        String unit = size.group(2) == null ? "B" : size.group(2).toUpperCase(Locale.ROOT);
        return switch (unit) {
            case "%" -> new MinimumFreeSpace(0, Math.toIntExact(Math.min(number, 100)));
            case "KB" -> new MinimumFreeSpace(number << 10, 0);
            case "MB" -> new MinimumFreeSpace(number << 20, 0);
            case "GB" -> new MinimumFreeSpace(number << 30, 0);
            default -> new MinimumFreeSpace(number, 0);
        };
    }

    long bytes(long total) {
        return Math.max(amount, total / 100 * percent);
    }
}
