package io.drover.dynamicweb;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database of a provider: a data source of application.properties, where its address and secrets belong. */
final class DataSources {
    /** Dynamicweb's own database. */
    static final String DYNAMICWEB = "dynamicweb";

    /** Where a provider says what its database is. */
    private static final List<String> SETTINGS = List.of(
            "SqlConnectionString",
            "ManualConnectionString",
            "Username",
            "Password",
            "Server",
            "SourceServerSSPI",
            "DestinationServerSSPI",
            "Catalog");

    private static final Pattern CATALOG =
            Pattern.compile("(?:Initial Catalog|Database)\\s*=\\s*([^;]+)", Pattern.CASE_INSENSITIVE);

    private DataSources() {}

    /** Whether an option says what a provider's database is. */
    static boolean names(String option) {
        return SETTINGS.stream().anyMatch(option::equalsIgnoreCase);
    }

    static String of(Node provider, Notes notes) {
        String catalog = provider.text("Catalog");
        Matcher inUrl =
                CATALOG.matcher(provider.text("SqlConnectionString") + ";" + provider.text("ManualConnectionString"));
        if (catalog.isEmpty() && inUrl.find()) {
            catalog = inUrl.group(1).strip();
        }
        String name = catalog.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^[^A-Za-z]+", "");
        if (name.isEmpty()) {
            return DYNAMICWEB;
        }
        notes.add(provider.name() + ": the connection to " + catalog + " is the data source " + name
                + ": set drover.datasource." + name + ".url, .user and .password in application.properties");
        return name;
    }
}
