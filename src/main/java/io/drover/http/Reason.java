package io.drover.http;

import io.vertx.core.http.HttpServerResponse;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Why a request was refused, where clients look that show no bodies: some show the status with its reason phrase, some the headers too
 * (wire contract 1.1). Both in ASCII, on one line; the body has the whole text.
 */
public final class Reason {
    /** The header that has the text, cut to 500 characters. */
    public static final String HEADER = "X-Drover-Reason";

    private static final int MOST_OF_HEADER = 500;
    private static final int MOST_OF_PHRASE = 120;

    private Reason() {}

    /** The value of the header for a text. */
    public static String header(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("\\s+", " ")
                .replaceAll("[^ -~]", "?")
                .strip();
        return cut(plain, MOST_OF_HEADER);
    }

    /** Puts a reason phrase beside the status of an answer that has the header. */
    public static void phrase(HttpServerResponse response) {
        Optional.ofNullable(response.headers().get(HEADER))
                .filter(reason -> !reason.isEmpty())
                .ifPresent(reason -> response.setStatusMessage(cut(firstSentence(reason), MOST_OF_PHRASE)));
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3).stripTrailing() + "...";
    }
}
