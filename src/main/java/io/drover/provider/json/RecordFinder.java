package io.drover.provider.json;

import com.fasterxml.jackson.core.JsonToken;
import io.drover.provider.DeliveryException;
import io.drover.provider.json.JsonSource.Shape;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes from record to record: along the path that leads to them, through arrays and through objects of tables. */
final class RecordFinder {
    private final JsonInput json;
    private final List<String> path;
    private final Shape shape;
    private final JsonTable ofFile;
    private final Map<String, JsonTable> tables = new HashMap<>();
    private final Deque<Place> places = new ArrayDeque<>();
    /** Of the record found: its line, and the value of its first member when that had to be read, else null. */
    private int line;

    private JsonToken firstValue;

    private final Set<String> keepObjects;
    private final boolean nested;
    private boolean found;
    private boolean ofTables;

    /** What the parser is in. */
    private enum Kind {
        PATH_OBJECT,
        PATH_ARRAY,
        RECORDS,
        TABLES
    }

    /**
     * One array or object that the parser is in.
     *
     * @param step how many names of the path lead there
     * @param table of the records in it, or null
     */
    private record Place(Kind kind, int step, JsonTable table) {}

    RecordFinder(JsonInput json, JsonSource format, String table) {
        this.json = json;
        this.path = format.records();
        this.shape = format.shape();
        this.keepObjects = format.keepObjects();
        this.nested = format.nested();
        this.ofFile = table(table);
    }

    private JsonTable table(String name) {
        return new JsonTable(name, keepObjects, nested);
    }

    /** Moves to the next record and gives its table; null at the end. */
    JsonTable next() throws IOException {
        while (true) {
            JsonToken token = json.next();
            if (token == null) {
                requireFound();
                return null;
            }
            Place place = places.peek();
            JsonTable table = place == null ? enter(token, 0) : within(place, token);
            if (table != null) {
                return table;
            }
        }
    }

    /** The line on which the record found starts. */
    int line() {
        return line;
    }

    /** The value of the record's first member, at which the parser stands; null when it stands at the record's start or end. */
    JsonToken firstValue() {
        return firstValue;
    }

    /** Whether the file turned out to be an object of tables. */
    boolean foundTables() {
        return ofTables && shape == Shape.AUTO;
    }

    private JsonTable within(Place place, JsonToken token) throws IOException {
        if (token.isStructEnd()) {
            places.pop();
            return null;
        }
        switch (place.kind) {
            case PATH_ARRAY -> {
                return enter(token, place.step);
            }
            case PATH_OBJECT -> {
                boolean onPath = json.name().equals(path.get(place.step));
                JsonToken value = json.next();
                if (onPath) {
                    return enter(value, place.step + 1);
                }
                json.skip();
                return null;
            }
            case TABLES -> {
                String name = json.name();
                table(name, json.next());
                return null;
            }
            case RECORDS -> {
                line = json.line();
                firstValue = null;
                return place.table;
            }
        }
        throw new IllegalStateException(place.toString());
    }

    /** Enters a value to which so many names of the path lead; gives the table when it is a record itself. */
    private JsonTable enter(JsonToken token, int step) throws IOException {
        if (step < path.size()) {
            if (token.isStructStart()) {
                boolean array = token == JsonToken.START_ARRAY;
                places.push(new Place(array ? Kind.PATH_ARRAY : Kind.PATH_OBJECT, step, null));
            } else if (token != JsonToken.VALUE_NULL) {
                throw json.fault("records=\"" + path() + "\" leads to no object or array here");
            }
            return null;
        }
        found = true;
        if (token == JsonToken.START_ARRAY && shape != Shape.TABLES) {
            places.push(new Place(Kind.RECORDS, step, ofFile));
            return null;
        }
        if (token == JsonToken.START_OBJECT) {
            return object(step);
        }
        if (token == JsonToken.VALUE_NULL && step > 0) {
            return null;
        }
        throw json.fault(
                shape == Shape.TABLES
                        ? "expected an object of tables, found something else"
                        : "expected an object or an array of objects, found something else");
    }

    private JsonTable object(int step) throws IOException {
        line = json.line();
        firstValue = null;
        if (shape == Shape.TABLES) {
            places.push(new Place(Kind.TABLES, step, null));
            return null;
        }
        if (shape == Shape.AUTO && json.next() == JsonToken.FIELD_NAME) {
            String name = json.name();
            firstValue = json.next();
            if (firstValue == JsonToken.START_ARRAY) {
                places.push(new Place(Kind.TABLES, step, null));
                table(name, firstValue);
                return null;
            }
        }
        return ofFile;
    }

    /** Enters the array of records of a table; what is no array is left out. */
    private void table(String name, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        ofTables = true;
        if (tables.size() == JsonLimits.MAX_TABLES) {
            throw json.fault("more than " + JsonLimits.MAX_TABLES + " tables");
        }
        places.push(new Place(Kind.RECORDS, 0, tables.computeIfAbsent(name, this::table)));
    }

    private void requireFound() throws DeliveryException {
        if (!found) {
            throw new DeliveryException(
                    path.isEmpty() ? "the file is empty" : "the file has no member " + path(), 0, 0, false);
        }
    }

    private String path() {
        return String.join(".", path);
    }
}
