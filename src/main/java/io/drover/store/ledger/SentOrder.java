package io.drover.store.ledger;

/**
 * What is known of an order that has been sent, or was about to be.
 *
 * @param attempts how often it was sent
 * @param refusals how often the remote system has said no to it
 * @param waits whether its next attempt is still to be waited for
 * @param reason why it was not taken, the last time; null when it was
 * @param answer what was answered; null when nothing is known of an answer
 */
public record SentOrder(State state, int attempts, int refusals, boolean waits, String reason, String answer) {

    /** How far it has come. */
    public enum State {
        /** Sent, or about to be: the answer is not known. */
        Sending,
        /** The remote system has taken it. */
        Answered,
        /** The remote system has said no. */
        Refused,
        /** It was sent, and nobody knows what became of it. */
        Unclear
    }
}
