package io.drover.provider.sql.load;

import io.drover.provider.DestinationDefinition;

/**
 * The {@code <sql>} destination: tables of a database.
 *
 * @param dataSource name of the data source; {@code drover} is Drover's own database
 * @param schema schema of the tables, or null for the connection's default one
 */
public record SqlDestination(String dataSource, String schema) implements DestinationDefinition {}
