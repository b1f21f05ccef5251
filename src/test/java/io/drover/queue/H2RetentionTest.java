package io.drover.queue;

class H2RetentionTest extends RetentionContract {

    @Override
    String database() {
        return "";
    }
}
