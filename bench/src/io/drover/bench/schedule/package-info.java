/** Many tasks that are due at the same instant. */
package io.drover.bench.schedule;
