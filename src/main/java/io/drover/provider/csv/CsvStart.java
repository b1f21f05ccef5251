package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.TextInput;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the beginning of a text with delimiters says of it: the delimiter, by a first line {@code sep=;} as Excel takes it, by the job, or by
 * the first lines.
 *
 * @param lines how many lines at the beginning are none of the table
 * @param remarks what is to be said of it
 */
record CsvStart(String delimiter, int lines, List<String> remarks) {
    static final CsvStart NONE = new CsvStart(CsvMarks.DETECT, 0, List.of());

    private static final Pattern SEPARATOR = Pattern.compile("\"?(?i:sep)=([^\r\n])\"?(\r\n|\r|\n|$)");

    /**
     * Looks at a text, of which the line {@code sep=} is not read any more then.
     *
     * @throws DeliveryException when the delimiter cannot be told, or is another one than the job says
     */
    static CsvStart of(TextInput text, CsvSource format) throws DeliveryException {
        CsvMarks marks = format.layout().marks();
        Matcher said = SEPARATOR.matcher(text.head());
        if (said.lookingAt()) {
            String delimiter = said.group(1);
            if (!marks.delimiter().equals(CsvMarks.DETECT) && !marks.delimiter().equals(delimiter)) {
                throw new DeliveryException(
                        "the file says sep=" + delimiter + ", and the job delimiter=\""
                                + Delimiters.name(marks.delimiter()) + "\": remove one of them",
                        1,
                        0,
                        false);
            }
            text.skipHead(said.end());
            return new CsvStart(delimiter, 1, List.of("delimiter " + Delimiters.name(delimiter) + " by the line sep="));
        }
        if (!marks.delimiter().equals(CsvMarks.DETECT)) {
            return new CsvStart(marks.delimiter(), 0, List.of());
        }
        String found = Delimiters.detect(text.head(), text.headIsAll(), marks.quote(), format.comment());
        return new CsvStart(found, 0, List.of("detected delimiter " + Delimiters.name(found)));
    }
}
