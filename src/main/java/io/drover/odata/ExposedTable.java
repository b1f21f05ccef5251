package io.drover.odata;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that is exposed as an entity set.
 *
 * @param name of the entity set
 * @param label for people, such as the entity of a recurring job; else the name
 * @param place where it is
 * @param table name of the table or view, whatever its case
 * @param keys columns that tell its rows apart; empty: its primary key
 * @param companies which rows are shown, by the column dataAreaId if it has one
 */
record ExposedTable(String name, String label, Place place, String table, List<String> keys, CompanyRule companies) {

    /**
     * Where a table is.
     *
     * @param schema null: the connection's default one
     */
    record Place(String dataSource, String schema) {}

    /**
     * The legal entities whose rows are shown.
     *
     * @param own shown without {@code cross-company=true}; null: all that are shown at all
     * @param shown those that are shown at all; empty: all
     */
    record CompanyRule(String own, List<String> shown) {
        static final CompanyRule NONE = new CompanyRule(null, List.of());

        /** The legal entities of a request in upper case; empty: whichever. */
        Optional<List<String>> of(boolean crossCompany) {
            List<String> named = crossCompany || own == null ? shown : List.of(own);
            return named.isEmpty()
                    ? Optional.empty()
                    : Optional.of(named.stream()
                            .map(name -> name.toUpperCase(Locale.ROOT))
                            .toList());
        }
    }
}
