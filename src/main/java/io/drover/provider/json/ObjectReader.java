package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonToken;
import io.drover.provider.SourceRecord;
import io.drover.provider.value.JsonValue;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads objects as records, numbered from 1. Objects within them are flattened. What is wrong with a record is noted in it; the
 * next can be read all the same.
 */
final class ObjectReader {
    /** The member in which a rejects file says why a record is there. */
    static final String REASON = "$reject-reason";

    /** The member that marks a record in a rejects file which is not all that it was. */
    static final String UNUSABLE = "$unusable";

    private final JsonInput json;
    private final ArrayText arrays;
    private long number;

    // The record being read
    private JsonTable table;
    private String[] values;
    private long length;
    private String problem;

    ObjectReader(JsonInput json, String joinArrays) {
        this.json = json;
        this.arrays = new ArrayText(json, joinArrays);
    }

    /** Characters of the last record. */
    long length() {
        return length;
    }

    /**
     * Reads a record.
     *
     * @param line on which it starts
     * @param firstValue the value of its first member when the parser stands there; null when it stands at the record's start,
     *     or at the end of one that is empty
     */
    SourceRecord read(JsonTable ofTable, int line, JsonToken firstValue) throws IOException {
        number++;
        table = ofTable;
        values = new String[table.size()];
        length = 0;
        problem = null;
        if (firstValue != null) {
            member(table.root(), firstValue);
            members(table.root());
        } else if (json.token() == JsonToken.START_OBJECT) {
            members(table.root());
        } else if (json.token() != JsonToken.END_OBJECT) {
            problem = "the record is no object";
            json.skip();
        }
        return new SourceRecord(number, line, values, problem);
    }

    /** Reads the members of an object to its end. */
    private void members(JsonTable.Member object) throws IOException {
        while (json.next() != JsonToken.END_OBJECT) {
            member(object, json.next());
        }
    }

    /** Reads one member, at whose value the parser stands. */
    private void member(JsonTable.Member object, JsonToken value) throws IOException {
        String name = json.name();
        if (object == table.root() && name.equals(REASON)) {
            json.skip();
            return;
        }
        if (object == table.root() && name.equals(UNUSABLE)) {
            problem("the record has not been mended: remove its member " + UNUSABLE + " when it is");
            json.skip();
            return;
        }
        JsonTable.Member member = object.member(name);
        if (member.isNew()) {
            takeUp(member);
        }
        if (!member.add(number)) {
            problem("the member " + member.path() + " is there twice");
        }
        if (table.isNested()) {
            set(member, value.isStructStart() ? arrays.read() : scalar(value));
            return;
        }
        switch (value) {
            case START_OBJECT -> {
                if (member.isWhole()) {
                    set(member, arrays.read());
                } else {
                    members(member);
                }
            }
            case START_ARRAY -> set(member, arrays.read());
            case VALUE_NULL -> set(member, null);
            default -> set(member, json.text());
        }
    }

    private String scalar(JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING ? JsonValue.quote(json.text()) : json.text();
    }

    /** Members that lead to no column are kept too. */
    private void takeUp(JsonTable.Member member) throws IOException {
        table.budget().take("table " + table.name(), member.path());
        if (table.countMember() > JsonLimits.MAX_MEMBERS) {
            throw json.fault(
                    "table " + table.name() + " has more than " + JsonLimits.MAX_MEMBERS + " different members");
        }
    }

    private void set(JsonTable.Member member, String value) throws IOException {
        int column = member.column();
        if (column >= values.length) {
            if (table.size() > JsonLimits.MAX_COLUMNS) {
                throw json.fault("table " + table.name() + " has more than " + JsonLimits.MAX_COLUMNS + " columns");
            }
            values = Arrays.copyOf(values, table.size());
        }
        if (values[column] != null) {
            problem("the member " + member.path() + " is there twice");
        }
        values[column] = value;
        length += value == null ? 0 : value.length();
        if (length > JsonLimits.MAX_RECORD) {
            throw json.fault("a record is longer than " + JsonLimits.MAX_RECORD / 1024 / 1024 + " MB");
        }
    }

    /** Notes what is wrong with the record; the first is enough to mend it. */
    private void problem(String message) {
        if (problem == null) {
            problem = message;
        }
    }
}
