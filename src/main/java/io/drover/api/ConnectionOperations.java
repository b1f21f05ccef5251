package io.drover.api;

import io.drover.security.Access;
import java.util.List;

/** The connections, and whether they work. Refusals are those of {@link Operation}. */
public interface ConnectionOperations {
    @Operation(
            value = "GET /api/connections",
            id = "connections",
            access = Access.READ,
            summary = "The connections",
            answer = "Each with what this server has counted since its start.")
    List<ConnectionView> connections();

    @Operation(
            value = "GET /api/connections/{name}",
            id = "connection",
            access = Access.READ,
            summary = "What a connection says, and where that stands",
            description = "The values of its file and of its config file, without secrets.",
            answer = "The connection.",
            refusals = {404})
    ConnectionSettings connection(String name);

    /** Tries a connection now. */
    @Operation(
            value = "POST /api/connections/{name}/test",
            id = "testConnection",
            access = Access.OPERATE,
            summary = "Tries a connection by one GET",
            description =
                    """
                    Of its base URL, or the path below it that its file names for tests. An access token is asked for anew. A test that
                    fails is answered with 200 too: look at `works`.
                    """,
            answer = "How far it came.",
            refusals = {400, 404})
    ConnectionTest test(String name) throws InterruptedException;

    /**
     * A connection.
     *
     * @param baseUrl null when a value in it names what is not there
     * @param authentication how Drover shows who it is
     */
    record ConnectionView(
            String name, String description, String baseUrl, String authentication, ConnectionCounts counts) {}

    /**
     * The requests that this server has made since its start, each attempt as one.
     *
     * @param running that go on now
     * @param waiting that wait for their turn now
     * @param failed without an answer, or with a status of 500 and more or 429
     */
    record ConnectionCounts(int running, int waiting, long requests, long failed) {}

    /** What a connection says. */
    record ConnectionSettings(String name, String description, List<ConnectionValue> values) {}

    /**
     * A value of a connection.
     *
     * @param value as it is used; three stars when it is a secret, null when it names what is not there
     * @param place file and line
     * @param problem why it cannot be used, or null
     */
    record ConnectionValue(String name, String value, String place, String problem) {}

    /**
     * How far a test came.
     *
     * @param address that was asked, without its query
     * @param works whether no step has failed
     */
    record ConnectionTest(String connection, String address, boolean works, List<ConnectionStep> steps) {}

    /** A step of a test, and what came of it. */
    record ConnectionStep(String name, StepState state, String found) {}

    /** How a step of a test went. */
    enum StepState {
        OK,
        FAILED,
        /** There was nothing to do, or it was not come to. */
        SKIPPED
    }
}
