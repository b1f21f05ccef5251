package io.drover.job.run;

import io.drover.job.control.StopSwitch;
import io.drover.job.load.RunCounts;

/**
 * One run under way.
 *
 * @param execution its id in the history
 * @param counts what it has done so far
 * @param stop ends it from outside
 */
record Run(Assignment assignment, long execution, RunCounts counts, StopSwitch stop) {
    Run(Assignment assignment, long execution, StopSwitch stop) {
        this(assignment, execution, new RunCounts(), stop);
    }

    boolean isForMessage() {
        return assignment.delivery().origin().message() != null;
    }
}
