package io.drover.deploy.endpoint;

import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * What was fetched of an endpoint that takes nothing away ({@code noop=true}), until Drover stops. Camel's own knows a thousand files: with one
 * more, all would be fetched at each look. Camel makes one for each endpoint, by its name.
 */
public final class FilesLeftThere extends MemoryIdempotentRepository {
    private static final int MOST = 1_000_000;

    public FilesLeftThere() {
        super(LRUCacheFactory.newLRUCache(MOST));
    }
}
