/** Commands about buckets. */
package io.drover.cli.bucket;
