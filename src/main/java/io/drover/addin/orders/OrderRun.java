package io.drover.addin.orders;

import io.drover.addin.orders.OrderFailure.Kind;
import io.drover.store.Crashpoint;
import io.drover.store.ledger.SentOrder;
import io.drover.store.ledger.SentOrder.State;
import io.drover.store.ledger.SentOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The orders of one run of a task, one after the other. Used by one thread. */
public final class OrderRun {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** So many unclear answers in a row are an outage, whatever the remote system calls it. */
    private static final int MOST_UNCLEAR = 3;
    /** So many new answers that cannot be written back are enough for one run. */
    private static final int MOST_UNMARKED = 3;

    private final SentOrders sent;
    private final String queue;
    private final long run;
    private final int most;
    private final int mostRefusals;
    private final List<String> waiting;
    private final Iterator<String> left;
    private final List<String> problems = new ArrayList<>();
    private int claimed;
    private int marked;
    private int markedLate;
    private int notTaken;
    private int unmarked;
    private int givenUp;
    private int unclearInARow;
    private int unmarkedInARow;
    private String order;
    private String answer;
    private boolean unsent;

    /**
     * @param most orders to be sent at most
     * @param mostRefusals how often an order is sent that is refused
     * @param waiting ids, in their order
     */
    OrderRun(SentOrders sent, String queue, long run, int most, int mostRefusals, List<String> waiting) {
        this.sent = sent;
        this.queue = queue;
        this.run = run;
        this.most = most;
        this.mostRefusals = mostRefusals;
        this.waiting = List.copyOf(waiting);
        this.left = this.waiting.iterator();
    }

    /** Goes on to the next order, if there is one; from then on it is this run's. */
    public boolean next() {
        while (left.hasNext()) {
            order = left.next();
            SentOrder known = sent.find(queue, order).orElse(null);
            if (known != null && known.state() == State.Answered) {
                unsent = false;
                answer = known.answer();
                return true;
            }
            if (known != null && known.refusals() >= mostRefusals) {
                givenUp++;
                problems.add(order + " is given up after " + known.refusals() + " refusals: " + known.reason());
            } else if (claimed < most && (known == null || !known.waits()) && sent.claim(queue, order, run)) {
                claimed++;
                unsent = true;
                answer = null;
                return true;
            }
        }
        return false;
    }

    /** The id of the order. */
    public String getOrder() {
        return order;
    }

    /** Whether it has to be sent; else it was answered in an earlier run and only has to be marked. */
    public boolean isUnsent() {
        return unsent;
    }

    String answer() {
        return answer;
    }

    void answered(OrderAnswer got) throws OrderFailure {
        if (got.refused()) {
            throw OrderFailure.refused("it was not created" + (got.said().isEmpty() ? "" : ": " + got.said()));
        }
        if (!sent.answered(queue, order, run, got.text())) {
            throw new IllegalStateException("this run was taken for dead, and another goes on with order " + order);
        }
        Crashpoint.reached("orders.afterAnswer");
        answer = got.text();
        unclearInARow = 0;
        sent.resume(queue);
    }

    /** Notes that the order is marked as exported. */
    void marked() {
        if (unsent) {
            marked++;
            unmarkedInARow = 0;
        } else {
            markedLate++;
        }
    }

    /** Notes that the order was answered and is not marked; throws when the run has to end. */
    void unmarked(OrderFailure failure) throws OrderFailure {
        unmarked++;
        unmarkedInARow += unsent ? 1 : 0;
        problems.add(order + " was answered and is not marked: " + failure.getMessage());
        if (unmarkedInARow >= MOST_UNMARKED) {
            throw failure;
        }
    }

    /** Notes that the order was not taken; throws when the run has to end. */
    void failed(OrderFailure failure) throws OrderFailure {
        notTaken++;
        if (failure.kind() == Kind.REFUSED) {
            sent.resume(queue);
        }
        if (failure.kind() == Kind.REFUSED || failure.kind() == Kind.UNCLEAR) {
            boolean refused = failure.kind() == Kind.REFUSED;
            unclearInARow = refused ? 0 : unclearInARow + 1;
            int attempts = sent.find(queue, order).map(SentOrder::attempts).orElse(1);
            sent.failed(
                    queue,
                    order,
                    run,
                    refused ? State.Refused : State.Unclear,
                    failure.getMessage(),
                    SentOrders.doubled(FIRST_PAUSE, attempts - 1, LONGEST_PAUSE));
            problems.add(order + (refused ? " was refused: " : " is unclear: ") + failure.getMessage());
        }
        if (failure.kind() == Kind.AWAY || unclearInARow >= MOST_UNCLEAR) {
            sent.pause(queue, failure.getMessage(), FIRST_PAUSE, LONGEST_PAUSE);
        }
        if (failure.kind() == Kind.AWAY || failure.kind() == Kind.FATAL || unclearInARow >= MOST_UNCLEAR) {
            throw failure;
        }
    }

    /** What the run has come to, in one sentence. */
    String summary() {
        int left = waiting.size() - marked - markedLate - notTaken - unmarked - givenUp;
        StringBuilder text = new StringBuilder(marked + (marked == 1 ? " order sent" : " orders sent"));
        add(text, markedLate, "marked that had been sent before");
        add(text, notTaken, "not taken");
        add(text, unmarked, "taken and not marked");
        add(text, givenUp, "given up");
        add(text, left, "left for later runs");
        return text.toString();
    }

    private static void add(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Whether an order failed in this run; those that were given up before are only told of. */
    boolean hasFailed() {
        return notTaken + unmarked > 0;
    }
}
