package io.drover.connection;

import java.time.Duration;

/**
 * How often a request is sent again after a failure, and for how long.
 *
 * @param most further attempts
 * @param delay before the first of them; twice as long before each further one
 * @param unclearToo whether also when the other side may have worked on the request
 * @param limit for all attempts together
 * @param limitName the parameter that says the limit, for messages
 */
public record Retries(int most, Duration delay, boolean unclearToo, Duration limit, String limitName) {}
