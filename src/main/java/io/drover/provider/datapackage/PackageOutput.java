package io.drover.provider.datapackage;

import io.drover.provider.FileFormat;
import java.util.List;
import java.util.Locale;

/**
 * The {@code <package>} destination: a data package of Dynamics 365.
 *
 * @param project name of the data project, or null for that of the job
 * @param targets what entities are called in the code of Dynamics 365, where that is known
 */
public record PackageOutput(EntityFormat entityFormat, String project, List<Target> targets) implements FileFormat {

    /** An entity by its label, and its name in the code, such as {@code CustCustomerGroupEntity}. */
    public record Target(String entity, String name) {}

    /** How the files of the entities are written: the source data formats that every Dynamics 365 has. */
    public enum EntityFormat {
        CSV("CSV", ".csv"),
        CSV_UNICODE("CSV-Unicode", ".csv"),
        EXCEL("EXCEL", ".xlsx"),
        XML_ELEMENT("XML-Element", ".xml"),
        XML_ATTRIBUTE("XML-Attribute", ".xml");

        private final String sourceFormat;
        private final String extension;

        EntityFormat(String sourceFormat, String extension) {
            this.sourceFormat = sourceFormat;
            this.extension = extension;
        }

        /** Its name in a manifest. */
        public String sourceFormat() {
            return sourceFormat;
        }

        /** What the names of its files end with. */
        public String extension() {
            return extension;
        }

        /** The format of that name in a job: csv, csv-unicode, excel, xml-element or xml-attribute. */
        static EntityFormat named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public PackageOutput {
        targets = List.copyOf(targets);
    }
}
