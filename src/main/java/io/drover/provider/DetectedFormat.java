package io.drover.provider;

/**
 * The {@code <detect>} format: told by the content of each file, and reported.
 *
 * @param decimalSeparator the character between whole number and fraction in texts, {@code .}, {@code ,} or {@link
 *     FileFormat#DETECT}
 */
public record DetectedFormat(char decimalSeparator) implements FileFormat {}
