package io.drover.task;

import java.util.List;
import java.util.Map;

/**
 * What came of a test request. Secrets are hidden in its texts.
 *
 * @param address where the request went, without its query
 * @param status the HTTP status; 0 when there was no answer
 * @param millis from the request to the end of the answer
 * @param headers of the answer, by name
 * @param problem what the task would have failed with; null when the answer is one it would take
 * @param content what the answer holds; null when there is none that could be taken
 */
public record TestAnswer(
        String address, int status, long millis, Map<String, String> headers, String problem, Content content) {

    /**
     * The body of an answer.
     *
     * @param bytes its size
     * @param type its Content-Type, or null
     * @param root the root element of XML, "JSON object" or "JSON array"; null when it is neither
     * @param tables the records of each table, in the order of the tables
     * @param firstLines how it begins
     */
    public record Content(long bytes, String type, String root, List<TableCount> tables, List<String> firstLines) {}

    /** How many records of a table, or elements of a name, an answer has. */
    public record TableCount(String table, long records) {}
}
