/** Databases that load by joins with a staging table: MariaDB and SQL Server. */
package io.drover.provider.sql.join;
