/** The soak: mixed load on one node and on two while they are killed, paused and lose database and disk. */
package io.drover.bench.soak;
