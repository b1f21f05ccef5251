/** The sql source: tables, views and queries. */
package io.drover.provider.sql.read;
