/** From the text of a source to the value that a column takes, for each type of column; and how numbers and dates are read. */
package io.drover.mapping.convert;
