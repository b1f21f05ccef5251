/** The engine: a delivery is read, mapped and written into one open transaction. */
package io.drover.job.load;
