package io.drover.http.request;

/**
 * Where a request goes: one form of the many that a client may write.
 *
 * @param path decoded, as the gate decides on it
 * @param target encoded, with the query, as it is dispatched
 */
public record RequestPath(String path, String target) {

    /** As it was sent, without the question mark; null: there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? null : target.substring(question + 1);
    }
}
