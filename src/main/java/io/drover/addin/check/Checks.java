package io.drover.addin.check;

import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a task wants checked.
 *
 * @param minimumRecords 0: any number will do
 * @param maximumShrinkPercent of the records of the last delivery; null: not looked at
 * @param xsdFile null: none
 */
record Checks(String recordElement, long minimumRecords, Integer maximumShrinkPercent, String xsdFile) {
    static Checks of(Exchange exchange) {
        String shrink = text(exchange, "maximumShrinkPercent");
        String xsd = text(exchange, "xsdFile");
        String element = text(exchange, "recordElement");
        Checks checks = new Checks(
                element.isEmpty() ? "item" : element,
                number("minimumRecords", text(exchange, "minimumRecords"), Integer.MAX_VALUE),
                shrink.isEmpty() ? null : number("maximumShrinkPercent", shrink, 100),
                xsd.isEmpty() ? null : xsd);
        return checks;
    }

    private static String text(Exchange exchange, String name) {
        return exchange.getVariable(name, "", String.class).strip();
    }

    private static int number(String name, String value, int most) {
        String given = value.isEmpty() ? "0" : value;
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) > most) {
            throw new IllegalArgumentException("the parameter " + name + " is '" + value
                    + "'; it must be a whole number" + (most == 100 ? " from 0 to 100" : ""));
        }
        return Integer.parseInt(given);
    }

    boolean areNone() {
        return !count() && xsdFile == null;
    }

    /** Whether the records have to be counted. */
    boolean count() {
        return minimumRecords > 0 || maximumShrinkPercent != null;
    }

    /** @param last how many the last delivery had */
    void requireEnough(long records, Optional<Long> last) throws CheckFailedException {
        if (records < minimumRecords) {
            throw new CheckFailedException(
                    "the delivery has " + records + " records <" + recordElement + ">, fewer than minimumRecords="
                            + minimumRecords + "; nothing was loaded",
                    null);
        }
        if (maximumShrinkPercent != null && last.isPresent()) {
            long before = last.get();
            if (records * 100 < before * (100 - maximumShrinkPercent)) {
                throw new CheckFailedException(
                        "the delivery has " + records + " records <" + recordElement + ">, the last one had " + before
                                + ": more than maximumShrinkPercent=" + maximumShrinkPercent
                                + " fewer; nothing was loaded. If it is right, run the task once without that parameter"
                                + " and with minimumRecords=1",
                        null);
            }
        }
    }
}
