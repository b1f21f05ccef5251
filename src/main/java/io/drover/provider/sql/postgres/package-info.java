/** PostgreSQL: rows by COPY, then one statement for all of a batch. */
package io.drover.provider.sql.postgres;
