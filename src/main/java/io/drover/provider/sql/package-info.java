/** Loads tables of SQL databases: PostgreSQL through COPY and set-based merges, H2 through its embedded statements. */
package io.drover.provider.sql;
