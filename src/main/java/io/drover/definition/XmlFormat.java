package io.drover.definition;

/**
 * The {@code <xml>} format: a {@code <tables>} document.
 *
 * @param decimalSeparator the character between whole number and fraction, {@code .} or {@code ,}
 */
public record XmlFormat(char decimalSeparator) implements FileFormat {}
