/** Many small files in an inbox: how many a second. */
package io.drover.bench.inbox;
