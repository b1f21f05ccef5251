package io.drover.provider.xml;

/**
 * A column of an XML source.
 *
 * @param path where its value stands, from the record: {@code price/@amount}, {@code image[2]}, {@code ../@currency}
 * @param separator what is put between the values when there are several; null when there may be one only
 */
public record XmlColumn(String name, String path, String separator) {}
