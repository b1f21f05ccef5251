/** Collections as where the records of a job go. */
package io.drover.provider.collection;
