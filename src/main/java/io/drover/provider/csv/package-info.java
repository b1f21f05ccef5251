/** Reads and writes delimited text and text of fixed widths, and writes rejected records back in the same form. */
package io.drover.provider.csv;
