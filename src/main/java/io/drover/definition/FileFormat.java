package io.drover.definition;

/** How records stand in files, with the options of one format. Some options are of one direction only. */
public sealed interface FileFormat
        permits XmlFormat, XmlOutput, CsvFormat, ExcelFormat, JsonFormat, PackageFormat, DetectedFormat {

    /** The character between whole number and fraction where numbers are text: {@code .} or {@code ,}. */
    default char decimalSeparator() {
        return '.';
    }
}
