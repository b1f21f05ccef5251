package io.drover.bench;

import java.util.Collections;
import java.util.stream.Collectors;

/** The statement that the other systems run for each row, as their users would tune it. */
final class PeerSql {
    private PeerSql() {}

    /** Insert or update by key. */
    static String upsert(boolean postgres) {
        String values = " VALUES (" + String.join(", ", Collections.nCopies(Products.COLUMNS.size(), "?")) + ")";
        String into = Products.TABLE + " (" + Products.columnList() + ")";
        if (!postgres) {
            return "MERGE INTO " + into + " KEY (" + Products.KEY + ")" + values;
        }
        String set = Products.COLUMNS.stream()
                .skip(1)
                .map(column -> column.name() + " = EXCLUDED." + column.name())
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + into + values + " ON CONFLICT (" + Products.KEY + ") DO UPDATE SET " + set;
    }
}
