/** Rows of a database by their numbers, in little memory. */
package io.drover.store.row;
