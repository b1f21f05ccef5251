package io.drover.provider;

/** How records stand in files, with the options of one format. Some are of one direction only. */
public interface FileFormat {
    /** The decimal separator when each number itself tells it; numbers that could be read in two ways are refused. */
    char DETECT = '\0';

    /** Whether what a delivery says about the loading of a table counts where the mapping says nothing. */
    default boolean appliesTableOptions() {
        return false;
    }

    /** The character between whole number and fraction where numbers are text: {@code .}, {@code ,} or {@link #DETECT}. */
    default char decimalSeparator() {
        return '.';
    }

    /** The separator that an attribute {@code decimalSeparator} names. */
    static char separator(String attribute) {
        return attribute.equals("detect") ? DETECT : attribute.charAt(0);
    }
}
