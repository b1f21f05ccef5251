package io.drover.bench.queue;

/** What a client does over and over. */
enum Work {
    /** Puts 4 KB in, durable before the answer. */
    ENQUEUE("enqueue 4 KB"),
    /** Takes a message out and acknowledges it. */
    DEQUEUE("dequeue + ack");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
