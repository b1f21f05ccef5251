package io.drover.provider.sql.shop;

import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids for rows that come without: a prefix, and the number after the highest one there is. */
final class CountedIds {
    private final Shop shop;
    /** The highest numbers by prefix. */
    private final Map<String, Long> last = new HashMap<>();

    CountedIds(Shop shop) {
        this.shop = shop;
    }

    /** @param prefix such as {@code ImportedPRICE} */
    String next(DestinationTable table, String column, String prefix) throws SQLException {
        if (!last.containsKey(prefix)) {
            last.put(prefix, highest(table, column, prefix));
        }
        return prefix + last.merge(prefix, 1L, Long::sum);
    }

    private long highest(DestinationTable table, String column, String prefix) throws SQLException {
        String name = Sql.quote(table.column(column).orElseThrow().name());
        long highest = 0;
        for (String[] row : shop.rows(table, name + " LIKE ?", List.of(prefix + "%"), column)) {
            String number = row[0].substring(prefix.length());
            if (number.matches("\\d{1,18}")) {
                highest = Math.max(highest, Long.parseLong(number));
            }
        }
        return highest;
    }
}
