/** The folders of deliveries: put into an inbox, taken aside, run, and filed away or put back, whatever crashes. */
package io.drover.job.inbox;
