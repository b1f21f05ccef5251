/** The lookup tables of mappings: files and queries, read once a run. */
package io.drover.job.lookup;
