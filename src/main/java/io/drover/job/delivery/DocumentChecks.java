package io.drover.job.delivery;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.XmlCheck;
import io.drover.provider.xml.XmlSchemaCheck;
import java.io.IOException;
import java.nio.file.Path;

/** What can be asked about a delivery of XML before a job has it: one file, or a folder of files. */
public final class DocumentChecks {
    private DocumentChecks() {}

    /**
     * How many records it has.
     *
     * @param element local name of the elements that are records
     * @throws UnusableDeliveryException when it is no XML, or not well-formed
     */
    public static long records(Path delivery, String element) throws IOException {
        long records = 0;
        try (DeliveryFiles files = DeliveryFiles.open(delivery)) {
            for (DeliveryFile file : files.files()) {
                records += XmlCheck.count(file, element);
            }
        } catch (DeliveryException e) {
            throw new UnusableDeliveryException(e);
        }
        return records;
    }

    /**
     * Checks a delivery against a schema.
     *
     * @throws UnusableDeliveryException when it does not follow the schema; says where and why
     */
    public static void requireValid(Path delivery, Path schema) throws IOException {
        XmlSchemaCheck check = new XmlSchemaCheck(schema);
        try (DeliveryFiles files = DeliveryFiles.open(delivery)) {
            for (DeliveryFile file : files.files()) {
                check.requireValid(file);
            }
        } catch (DeliveryException e) {
            throw new UnusableDeliveryException(e);
        }
    }
}
