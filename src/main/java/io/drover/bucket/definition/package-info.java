/** Buckets as their files define them. */
package io.drover.bucket.definition;
