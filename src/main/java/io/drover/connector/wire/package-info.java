/** What requests and answers of Dynamics 365's clients look like: refusals, ids, times, JSON. */
package io.drover.connector.wire;
