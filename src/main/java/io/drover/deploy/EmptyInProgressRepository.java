package io.drover.deploy;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * For components that keep a list of what they are just fetching. The routes of jobs fetch one after the other and need none;
 * that of S3 forgets to take off the list what it could not read, and would not try it again before the next start.
 */
public final class EmptyInProgressRepository extends ServiceSupport implements IdempotentRepository {
    @Override
    public boolean add(String key) {
        return true;
    }

    @Override
    public boolean contains(String key) {
        return false;
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        // nothing is kept
    }
}
