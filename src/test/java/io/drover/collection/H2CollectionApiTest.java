package io.drover.collection;

/** Collections in Drover's own H2. */
class H2CollectionApiTest extends CollectionApiContract {
    @Override
    String database() {
        return null;
    }
}
