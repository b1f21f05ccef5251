package io.drover.bucket.definition;

import io.drover.bucket.definition.BucketDefinition.Existing;
import io.drover.bucket.definition.BucketDefinition.Retention;
import io.drover.definition.edit.EscapedText;
import java.util.List;
import java.util.Locale;

/** A bucket as the text of its file. */
public final class BucketText {
    private static final List<String> UNITS = List.of("KB", "MB", "GB");

    private BucketText() {}

    /** The text of a bucket's file. */
    public static String of(BucketDefinition bucket) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bucket");
        attribute(xml, "name", bucket.name());
        if (bucket.existing() != Existing.NUMBER) {
            attribute(xml, "existing", bucket.existing().name().toLowerCase(Locale.ROOT));
        }
        xml.append(">\n");
        element(xml, "title", bucket.head().title());
        if (!bucket.head().description().isEmpty()) {
            element(xml, "description", bucket.head().description());
        }
        applications(xml, bucket);
        retention(xml, bucket.retention());
        return xml.append("</bucket>\n").toString();
    }

    private static void applications(StringBuilder xml, BucketDefinition bucket) {
        if (bucket.applications().isEmpty()) {
            return;
        }
        xml.append("    <authorizationPolicy>\n");
        bucket.applications().forEach((id, writes) -> {
            xml.append("        <application");
            attribute(xml, "id", id);
            attribute(xml, "access", writes ? "write" : "read");
            xml.append("/>\n");
        });
        xml.append("    </authorizationPolicy>\n");
    }

    private static void retention(StringBuilder xml, Retention retention) {
        if (retention.equals(Retention.NONE)) {
            return;
        }
        xml.append("    <retention");
        if (retention.days() > 0) {
            attribute(xml, "days", String.valueOf(retention.days()));
        }
        if (retention.bytes() > 0) {
            attribute(xml, "size", size(retention.bytes()));
        }
        xml.append("/>\n");
    }

    private static String size(long bytes) {
        int unit = 0;
        long amount = bytes / 1024;
        while (unit < UNITS.size() - 1 && amount % 1024 == 0) {
            amount /= 1024;
            unit++;
        }
        return amount + " " + UNITS.get(unit);
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append("    <")
                .append(name)
                .append('>')
                .append(EscapedText.escaped(text))
                .append("</" + name + ">\n");
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ')
                .append(name)
                .append("=\"")
                .append(EscapedText.escaped(value))
                .append('"');
    }
}
