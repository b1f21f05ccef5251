/** H2. */
package io.drover.provider.sql.h2;
