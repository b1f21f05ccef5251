package io.drover.queue;

class H2QueueTest extends QueueContract {

    @Override
    String database() {
        return "";
    }
}
