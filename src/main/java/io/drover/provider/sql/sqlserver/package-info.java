/** Microsoft SQL Server. */
package io.drover.provider.sql.sqlserver;
