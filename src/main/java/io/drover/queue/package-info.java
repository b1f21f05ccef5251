/** Messages of recurring jobs and of data management actions: enqueued, leased, processed, acknowledged, kept and removed. */
package io.drover.queue;
