/** Loading through a staging table beside the target, which PostgreSQL and the joining databases do. */
package io.drover.provider.sql.staged;
