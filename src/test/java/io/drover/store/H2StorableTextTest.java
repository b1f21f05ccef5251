package io.drover.store;

class H2StorableTextTest extends StorableTextContract {

    @Override
    String database() {
        return "";
    }
}
