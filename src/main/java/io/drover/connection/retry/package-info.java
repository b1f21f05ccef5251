/** How long it takes until what failed is tried again. */
package io.drover.connection.retry;
