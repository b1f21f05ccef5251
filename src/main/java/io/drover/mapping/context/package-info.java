/** What mappings see beside the value at hand: the run, its lookup tables, and the record that is being mapped. */
package io.drover.mapping.context;
