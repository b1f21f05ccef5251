/** Records and rows compared with the JSON Schemas of a job. */
package io.drover.job.validate;
