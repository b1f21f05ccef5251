/** MariaDB. */
package io.drover.provider.sql.maria;
