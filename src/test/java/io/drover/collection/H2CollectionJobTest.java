package io.drover.collection;

/** Jobs to collections in H2. */
class H2CollectionJobTest extends CollectionJobContract {

    @Override
    String database() {
        return null;
    }
}
