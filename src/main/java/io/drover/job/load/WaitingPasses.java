package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.provider.Destination;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The end of a load whose rows refer to each other: what waited is written again, until all is stored or nothing more can be. Passes go
 * backwards and forwards in turn, for what waited did so for what came later, so that a chain of rows takes one pass and not one for each.
 */
final class WaitingPasses {
    private final List<TableLoad> loads;
    private final Destination destination;
    private final StopSwitch stop;

    /** @param loads in the order of their keys */
    WaitingPasses(List<TableLoad> loads, Destination destination, StopSwitch stop) {
        this.loads = loads;
        this.destination = destination;
        this.stop = stop;
    }

    void run() throws IOException, SQLException, LoadStoppedException {
        while (waiting() > 0) {
            if (!storesSome() && !releasesSome() && !storesCircles()) {
                break;
            }
        }
        for (TableLoad load : loads) {
            load.account().rejectingBecauseOf(KeyOrder.circle(load, loads));
            load.postponed().reject();
        }
    }

    private long waiting() {
        return loads.stream().mapToLong(load -> load.postponed().size()).sum();
    }

    private boolean storesSome() throws IOException, SQLException, LoadStoppedException {
        long before = waiting();
        for (TableLoad load : loads) {
            stop.check();
            load.postponed().write();
        }
        return waiting() < before;
    }

    /** Rows of which later ones are held back can wait no longer. */
    private boolean releasesSome() throws IOException, SQLException, LoadStoppedException {
        long before = waiting();
        for (TableLoad load : loads) {
            stop.check();
            load.postponed().rejectOvertaken();
            load.postponed().writeHeld();
        }
        return waiting() < before;
    }

    /**
     * Rows that refer to each other in a circle, where the keys can be checked when all of them are there. Those that refer to
     * rows which are nowhere are rejected first, and so on, until the others form circles.
     */
    private boolean storesCircles() throws IOException, SQLException, LoadStoppedException {
        while (destination.deferReferences()) {
            boolean orphans = false;
            for (TableLoad load : loads) {
                stop.check();
                load.postponed().tryCircle();
            }
            for (TableLoad load : loads) {
                orphans |= load.postponed().findsOrphans();
            }
            if (destination.checkReferences(!orphans)) {
                for (TableLoad load : loads) {
                    load.postponed().keepCircle();
                }
                return true;
            }
            if (!orphans) {
                return false;
            }
            for (TableLoad load : loads) {
                load.postponed().rejectOrphans();
            }
        }
        return false;
    }
}
