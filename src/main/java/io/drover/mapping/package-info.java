/** Compiled mappings: from the text of a record to the values of a destination row, at the speed of array look-ups. */
package io.drover.mapping;
