/** Runs that ask several times: pages of one answer, several requests; all answers are there before any is handed over. */
package io.drover.addin.paging;
