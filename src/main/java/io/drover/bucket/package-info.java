/** Buckets: named folders of files, with names that are data and never paths, and files that are there whole or not at all. */
package io.drover.bucket;
