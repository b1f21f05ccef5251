package io.drover.bench.queue;

/**
 * What the generator is pointed at.
 *
 * @param wire how it is spoken to
 * @param url {@code http://host:port}
 * @param in the queue to put into: an activity id, or a queue's name
 * @param out the queue to take from, which is full
 * @param token for the Authorization header; empty where there is none
 */
record Target(Wire wire, String url, String in, String out, String token) {

    /** The ways to speak. */
    enum Wire {
        CONNECTOR,
        RABBITMQ
    }
}
