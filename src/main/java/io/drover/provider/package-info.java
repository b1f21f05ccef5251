/** What sources and destinations of a job have in common: records in, rows out, in batches. */
package io.drover.provider;
