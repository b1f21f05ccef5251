package io.drover.definition;

/**
 * The {@code <sql>} source: tables, views and queries of a database.
 *
 * @param dataSource name of the data source; {@code drover} is Drover's own database
 * @param schema schema of the tables, or null for the connection's default one
 */
public record SqlSource(String dataSource, String schema) implements SourceDefinition {}
