/** What Drover's database knows of files in buckets. */
package io.drover.store.bucket;
