package io.drover.definition;

/**
 * The {@code <xml>} source: a {@code <tables>} document.
 *
 * @param decimalSeparator the character between whole number and fraction, {@code .} or {@code ,}
 */
public record XmlSource(char decimalSeparator) {}
