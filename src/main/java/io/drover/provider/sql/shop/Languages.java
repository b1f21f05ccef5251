package io.drover.provider.sql.shop;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages of a shop: by id, code or name, whatever the case. */
final class Languages {
    private static final String TABLE = "EcomLanguages";

    private final Shop shop;
    private Map<String, String> byText;
    private String siteDefault;

    Languages(Shop shop) {
        this.shop = shop;
    }

    /** The id of the language that a text names; an empty one names the default, and an unknown one a new language. */
    String id(String text) throws SQLException {
        load();
        if (text.isEmpty()) {
            return defaultId();
        }
        String known = byText.get(text.toLowerCase(Locale.ROOT));
        return known == null ? create(text) : known;
    }

    private String defaultId() throws DestinationException {
        String given = shop.options().defaultLanguage;
        if (given == null && siteDefault == null) {
            throw new DestinationException("rows name no language, and no language of EcomLanguages is the default:"
                    + " name one with defaultLanguage=\"...\" in <ecom>");
        }
        return given == null ? siteDefault : given;
    }

    private void load() throws SQLException {
        if (byText != null) {
            return;
        }
        byText = new HashMap<>();
        List<String[]> rows = shop.rows(TABLE, "LanguageName", "LanguageCode2", "LanguageId", "LanguageIsDefault");
        for (int column = 0; column < 3; column++) { // an id goes before a code, and a code before a name
            for (String[] row : rows) {
                if (row[column] != null && !row[column].isEmpty()) {
                    byText.put(row[column].toLowerCase(Locale.ROOT), row[2]);
                }
            }
        }
        for (String[] row : rows) {
            if (row[3] != null && row[3].matches("(?i)true|t|1")) {
                siteDefault = row[2];
            }
        }
    }

    private String create(String text) throws SQLException {
        Optional<DestinationTable> table = shop.table(TABLE);
        String id = text;
        if (table.isPresent()) {
            id = shop.ids().next(table.get(), "LanguageId", "ImportedLANG");
            shop.insert(table.get(), Map.of("LanguageId", id, "LanguageName", text, "LanguageNativeName", text));
        }
        byText.put(text.toLowerCase(Locale.ROOT), id);
        return id;
    }
}
