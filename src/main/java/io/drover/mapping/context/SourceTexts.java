package io.drover.mapping.context;

/**
 * How a source writes values.
 *
 * @param decimalSeparator of numbers that are text, {@code .}, {@code ,} or {@link io.drover.provider.value.DecimalSeparator#DETECT}
 * @param knowsNull whether it has null, so that an empty text is a value
 */
public record SourceTexts(char decimalSeparator, boolean knowsNull) {}
