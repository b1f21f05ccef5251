package io.drover.queue;

class H2ExportQueueTest extends ExportQueueContract {

    @Override
    String database() {
        return "";
    }
}
