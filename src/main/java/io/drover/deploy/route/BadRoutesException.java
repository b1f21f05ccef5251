package io.drover.deploy.route;

import io.drover.definition.problem.Problem;

/** Why the routes of a source cannot be loaded. */
final class BadRoutesException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    BadRoutesException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
