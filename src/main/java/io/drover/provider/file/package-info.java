/** What all file formats share: the files of a delivery, and a job's own files until it commits. */
package io.drover.provider.file;
