/** The sql destination: the transaction of a load. */
package io.drover.provider.sql.load;
