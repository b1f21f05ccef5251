package io.drover.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of an answer that a request asks for: with the attribute pageSize so many records of all tables, from the one that
 * firstItem or page says, counted from 1; without it all.
 *
 * @param attributes what the root element of the answer says about it
 */
record Page(List<SampleTable> tables, Map<String, String> attributes) {

    /** How an ERP numbers its pages. */
    enum Paging {
        HONEST,
        /** There is always one more page, with records of other keys. */
        ENDLESS,
        /** Each page is the first one again. */
        REPEATED
    }

    /** A record and the table it belongs to. */
    private record Place(SampleTable table, List<String> row) {}

    static Page of(List<SampleTable> all, SampleRequest request, Paging paging) throws RefusedException {
        int size = request.number("pageSize", 0);
        if (size == 0) {
            return new Page(all, Map.of());
        }
        int first = paging == Paging.REPEATED ? 1 : first(request, size);
        List<Place> places = new ArrayList<>();
        all.forEach(table -> table.rows().forEach(row -> places.add(new Place(table, row))));
        List<Place> page = new ArrayList<>();
        boolean endless = paging == Paging.ENDLESS && !places.isEmpty();
        for (long i = first - 1L; i < first - 1L + size && (endless || i < places.size()); i++) {
            page.add(place(places, i));
        }
        boolean done = paging == Paging.HONEST && first - 1L + size >= places.size();
        return new Page(tables(page), Map.of("ExportIsDone", done ? "true" : "false"));
    }

    private static int first(SampleRequest request, int size) throws RefusedException {
        long first = (request.number("page", 1) - 1L) * size + 1;
        return request.number("firstItem", (int) Math.min(first, Integer.MAX_VALUE));
    }

    /** After the last record the first comes again, under another key. */
    private static Place place(List<Place> places, long index) {
        Place place = places.get((int) (index % places.size()));
        long lap = index / places.size();
        if (lap == 0) {
            return place;
        }
        List<String> row = new ArrayList<>(place.row());
        row.set(0, row.get(0) + "-" + lap);
        return new Place(place.table(), row);
    }

    private static List<SampleTable> tables(List<Place> places) {
        List<SampleTable> tables = new ArrayList<>();
        List<List<String>> rows = List.of();
        SampleTable open = null;
        for (Place place : places) {
            if (!place.table().equals(open)) {
                open = place.table();
                rows = new ArrayList<>();
                tables.add(new SampleTable(open.name(), open.columns(), rows));
            }
            rows.add(place.row());
        }
        return tables;
    }
}
