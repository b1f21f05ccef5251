/** The databases that Drover reads and loads; each has a folder, beside those for reading, for loading and for what dialects share. */
package io.drover.provider.sql;
