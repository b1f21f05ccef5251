/** Files that appear, move and leave whole: what buckets and the inboxes of jobs are made of. */
package io.drover.bucket.file;
