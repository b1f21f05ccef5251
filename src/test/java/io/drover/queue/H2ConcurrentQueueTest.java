package io.drover.queue;

class H2ConcurrentQueueTest extends ConcurrentQueueContract {

    @Override
    String database() {
        return "";
    }
}
