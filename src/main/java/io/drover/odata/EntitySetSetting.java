package io.drover.odata;

import io.drover.odata.ExposedTable.CompanyRule;
import io.drover.odata.ExposedTable.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The setting {@code drover.odata.entity-sets}: {@code CustomerGroups=drover/CustGroup; Open=shop/dbo.OpenOrders(Id)}. */
final class EntitySetSetting {
    private static final Pattern ENTRY = Pattern.compile(
            "([A-Za-z_][A-Za-z0-9_]{0,63})\\s*=\\s*([^/\\s]+)/(?:([^.()]+)\\.)?([^.()]+?)\\s*(?:\\(([^()]+)\\))?");

    private EntitySetSetting() {}

    /** @throws IllegalArgumentException when it cannot be read */
    static List<ExposedTable> parse(String setting) {
        List<ExposedTable> tables = new ArrayList<>();
        for (String entry : setting.split(";", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "drover.odata.entity-sets has '" + entry.strip()
                                + "'; it takes NAME=DATASOURCE/TABLE or NAME=DATASOURCE/SCHEMA.TABLE(KEY,KEY), with semicolons between");
            }
            tables.add(new ExposedTable(
                    parts.group(1),
                    parts.group(1),
                    new Place(parts.group(2), parts.group(3)),
                    parts.group(4),
                    parts.group(5) == null
                            ? List.of()
                            : Arrays.stream(parts.group(5).split(","))
                                    .map(String::strip)
                                    .toList(),
                    CompanyRule.NONE));
        }
        return List.copyOf(tables);
    }
}
