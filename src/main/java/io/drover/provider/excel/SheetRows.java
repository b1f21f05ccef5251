package io.drover.provider.excel;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.ContainerXml;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import javax.xml.stream.XMLStreamConstants;

/** The rows of one sheet, one after the other; holds the values of one. */
final class SheetRows implements Closeable {
    static final int MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 16_384;
    /** Characters of all values of a row; Excel itself keeps no more than 32,767 in a cell. */
    static final long MAX_ROW = 16L * 1024 * 1024;

    private static final int PROBLEMS_SHOWN = 3;

    private final ContainerXml xml;
    private final String sheet;
    private final CellValues values;
    private boolean inData;
    private boolean ended;
    private int number;
    private String[] cells = new String[64];
    private int width;
    private long characters;
    /** The columns whose cells cannot be used. */
    private final BitSet unusable = new BitSet();

    private StringBuilder problems;
    private int problemCount;

    SheetRows(ContainerXml xml, String sheet, CellValues values) {
        this.xml = xml;
        this.sheet = sheet;
        this.values = values;
    }

    /** Moves to the next row that holds anything but white space; false at the end of the sheet. */
    boolean next() throws IOException {
        while (nextRow()) {
            readCells();
            if (!isBlank()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextRow() throws IOException {
        if (!inData) {
            inData = toData();
        }
        for (String child = inData ? xml.child() : null; child != null; child = xml.child()) {
            if (child.equals("row")) {
                String r = xml.attribute("r");
                number = r == null ? number + 1 : number(r);
                return true;
            }
            xml.skip();
        }
        if (!ended && inData) { // to the end of the document: what is cut off must not pass for whole
            while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                // page set-up and the like
            }
        }
        ended = true;
        inData = false;
        return false;
    }

    private boolean toData() throws IOException {
        if (ended) {
            return false;
        }
        xml.root();
        for (String child = xml.child(); child != null; child = xml.child()) {
            if (child.equals("sheetData")) {
                return true;
            }
            xml.skip();
        }
        return false;
    }

    private int number(String r) throws DeliveryException {
        try {
            int row = Integer.parseInt(r);
            if (row > 0 && row <= MAX_ROWS) {
                return row;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw xml.fault("(sheet " + sheet + ") has a row of the number \"" + r + "\"; a sheet has " + MAX_ROWS
                + " rows at most");
    }

    private void readCells() throws IOException {
        Arrays.fill(cells, 0, width, null);
        width = 0;
        characters = 0;
        unusable.clear();
        problems = null;
        problemCount = 0;
        int column = -1;
        for (String child = xml.child(); child != null; child = xml.child()) {
            if (!child.equals("c")) {
                xml.skip();
                continue;
            }
            String r = xml.attribute("r");
            column = r == null ? column + 1 : column(r);
            if (column >= MAX_COLUMNS) {
                throw xml.fault(
                        "(sheet " + sheet + ") has a cell " + r + "; a sheet has " + MAX_COLUMNS + " columns at most");
            }
            readCell(column);
        }
    }

    private void readCell(int column) throws IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        boolean inline = "inlineStr".equals(type);
        String raw = null;
        String formula = null;
        for (String child = xml.child(); child != null; child = xml.child()) {
            if (inline && child.equals("is")) {
                raw = SharedStrings.richText(xml);
            } else if (!inline && child.equals("v")) {
                raw = xml.text();
            } else if (child.equals("f")) {
                formula = xml.text();
            } else {
                xml.skip(); // what another type left behind
            }
        }
        boolean computed = formula == null || (raw != null && (!raw.isBlank() || "str".equals(type)));
        String value = computed ? raw == null ? null : values.text(type, style, raw) : values.uncomputed(formula);
        boolean usable = value == null || values.problem() == null;
        if (!usable) {
            note("cell " + reference(column, number) + " " + values.problem());
            unusable.set(column);
        }
        if (value != null) {
            characters += value.length();
            if (characters > MAX_ROW) {
                throw xml.fault("(sheet " + sheet + ") has more than " + MAX_ROW / 1024 / 1024
                        + " million characters in row " + number);
            }
            if (column >= cells.length) {
                cells = Arrays.copyOf(cells, Math.min(MAX_COLUMNS, Math.max(column + 1, cells.length * 2)));
            }
            cells[column] = value;
            width = Math.max(width, column + 1);
        }
    }

    private void note(String problem) {
        problemCount++;
        if (problemCount > PROBLEMS_SHOWN) {
            return;
        }
        problems = problems == null ? new StringBuilder() : problems.append("; ");
        problems.append(problem);
    }

    private boolean isBlank() {
        if (problems != null) {
            return false;
        }
        for (int i = 0; i < width; i++) {
            if (cells[i] != null && !cells[i].isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** The number of the row in the sheet, from 1. */
    int number() {
        return number;
    }

    /** How many cells the row has, with the blank ones before the last. */
    int width() {
        return width;
    }

    /** The value of a cell, from 0, or null. */
    String cell(int column) {
        return cells[column];
    }

    /** Whether the cell of a column, from 0, holds what cannot be used. */
    boolean isUnusable(int column) {
        return unusable.get(column);
    }

    /** What is wrong with cells of the row, naming them, or null. */
    String problem() {
        if (problems == null || problemCount <= PROBLEMS_SHOWN) {
            return problems == null ? null : problems.toString();
        }
        return problems + "; and " + (problemCount - PROBLEMS_SHOWN) + " more cells";
    }

    /** The column of a reference such as {@code AB12}, from 0. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && column <= MAX_COLUMNS; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? MAX_COLUMNS : column - 1;
    }

    /** The reference of a cell such as {@code AB12}. */
    static String reference(int column, int row) {
        StringBuilder letters = new StringBuilder();
        for (int c = column + 1; c > 0; c = (c - 1) / 26) {
            letters.insert(0, (char) ('A' + (c - 1) % 26));
        }
        return letters.append(row).toString();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
