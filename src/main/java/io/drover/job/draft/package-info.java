/** Drafts the definition of a job from a file and the tables that are to get it. */
package io.drover.job.draft;
