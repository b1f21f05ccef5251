/** What the queue and its HTTP connector cost, beside a bare handler and a broker. */
package io.drover.bench.queue;
