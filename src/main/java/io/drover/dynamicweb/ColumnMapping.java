package io.drover.dynamicweb;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One column mapping.
 *
 * @param node its element
 * @param where the mapping it belongs to, for notes
 */
record ColumnMapping(Node node, String where) {

    static ColumnMapping of(Node node, String where) {
        return new ColumnMapping(node, where);
    }

    boolean active() {
        boolean inactive = node.child("isActive").isPresent() && !node.is("isActive");
        return !inactive && !destination().isEmpty();
    }

    boolean key() {
        return node.is("isKey");
    }

    String source() {
        return node.text("sourceColumn");
    }

    String destination() {
        return node.text("destinationColumn");
    }

    /** The kind of its script as written. */
    String scriptType() {
        return node.text("scriptType");
    }

    /** The same in lower case, empty for none. */
    String script() {
        return scriptType().toLowerCase(Locale.ROOT);
    }

    /** Whether its value is that of the source as it is. */
    boolean isPlain() {
        String empty = node.text("nullEmptyActionType").toLowerCase(Locale.ROOT);
        return (script().isEmpty() || script().equals("none")) && (empty.isEmpty() || empty.equals("none"));
    }

    /** Adds the columns of a mapping; several to one destination column are joined. */
    static void addAll(List<ColumnMapping> columns, NativeElement mapping, Notes notes) {
        Map<String, ColumnMapping> first = new LinkedHashMap<>();
        Map<ColumnMapping, NativeElement> joined = new LinkedHashMap<>();
        for (ColumnMapping column : columns) {
            ColumnMapping before = first.putIfAbsent(column.destination().toLowerCase(Locale.ROOT), column);
            if (before == null) {
                column.addTo(mapping, joined, notes);
            } else if (column.isPlain()) {
                NativeElement element = joined.get(before);
                element.add("concatenate").add("part").with("column", column.source());
            } else {
                notes.refuse(column.where + ": of several values for " + column.destination()
                        + " the one by scriptType=" + column.node.text("scriptType") + " has no counterpart");
            }
        }
    }

    private void addTo(NativeElement mapping, Map<ColumnMapping, NativeElement> made, Notes notes) {
        boolean sourceless = List.of("constant", "newguid", "currenttime").contains(script());
        NativeElement element = mapping.add("column")
                .with("source", sourceless ? null : source())
                .with("destination", destination());
        made.put(this, element);
        if (node.is("scriptValueForInsert")) {
            element.with("insertOnly", "true");
        }
        script(element, notes);
        whenEmpty(element, notes);
    }

    private void script(NativeElement element, Notes notes) {
        String value = node.text("scriptValue");
        switch (script()) {
            case "", "none" -> {}
            case "constant" -> element.add("constant").with("value", value);
            case "append" -> element.add("append").with("value", value);
            case "prepend" -> element.add("prepend").with("value", value);
            case "newguid" -> element.add("newGuid");
            case "currenttime" ->
                element.add("currentTime").with("zone", ZoneId.systemDefault().getId());
            case "invert" -> element.add("invert");
            case "substring" -> substring(element, value, notes);
            default ->
                notes.refuse(where + ": scriptType=" + node.text("scriptType") + " on " + destination()
                        + " has no counterpart");
        }
        if (node.is("useCodeExtension")) {
            notes.refuse(where + ": useCodeExtension=True on " + destination() + " has no counterpart");
        }
    }

    private void substring(NativeElement element, String value, Notes notes) {
        String[] numbers = value.split("[,; ]+", 2);
        try {
            int start = Integer.parseInt(numbers[0].strip()) + 1; // Dynamicweb counts from 0
            element.add("substring")
                    .with("start", String.valueOf(start))
                    .with("length", numbers.length > 1 ? String.valueOf(Integer.parseInt(numbers[1].strip())) : null);
        } catch (NumberFormatException e) {
            notes.refuse(where + ": scriptValue=" + value + " of the substring on " + destination()
                    + " is not a start and a length");
        }
    }

    private void whenEmpty(NativeElement element, Notes notes) {
        String value = node.text("nullEmptyActionValue");
        switch (node.text("nullEmptyActionType").toLowerCase(Locale.ROOT)) {
            case "", "none" -> {}
            case "constant" -> element.add("default").with("value", value);
            case "skiprow" -> element.with("whenEmpty", "skip");
            case "default" ->
                notes.refuse(where + ": nullEmptyActionType=Default on " + destination()
                        + " has no counterpart; use Constant with the value that you want");
            default ->
                notes.refuse(where + ": nullEmptyActionType=" + node.text("nullEmptyActionType") + " on "
                        + destination() + " has no counterpart");
        }
    }
}
