package io.drover.queue;

import java.security.SecureRandom;
import java.util.Base64;

/** Receipts of deliveries: opaque, in the form of those of Azure queues, and none like another. */
final class Receipts {
    private static final byte[] HEAD = {2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0};
    private static final int RANDOM_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Receipts() {}

    static String next() {
        byte[] receipt = new byte[HEAD.length + RANDOM_BYTES];
        RANDOM.nextBytes(receipt);
        System.arraycopy(HEAD, 0, receipt, 0, HEAD.length);
        return Base64.getEncoder().encodeToString(receipt);
    }
}
