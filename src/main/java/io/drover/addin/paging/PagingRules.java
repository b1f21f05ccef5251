package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import io.drover.provider.AnswerPage;
import io.drover.provider.json.JsonPage;
import io.drover.provider.xml.XmlPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a remote system pages its answers.
 *
 * @param paging whether there can be more than one page
 * @param form what the pages are
 */
record PagingRules(boolean paging, Numbers numbers, Last last, Form form, Root root, Limits limits) {

    /**
     * What requests may say of a page.
     *
     * @param firstPage number of the first page
     * @param pageSize the most records that a page is to have
     * @param firstItem number of the first record of the first page
     */
    record Numbers(long firstPage, long pageSize, long firstItem) {}

    /**
     * What tells the last page.
     *
     * @param doneAttribute what at the root says whether all has been sent
     * @param missingDoneIsLast whether a page without it is the last
     */
    record Last(End end, String doneAttribute, boolean missingDoneIsLast) {}

    /**
     * What else is read at the root.
     *
     * @param batchIdAttribute is repeated in the following requests
     * @param checkpointAttribute the remote system's time; empty: none
     */
    record Root(String batchIdAttribute, String checkpointAttribute) {}

    /**
     * Where a run ends that does not by itself.
     *
     * @param pages the most pages of a run
     * @param time the longest time that all pages may take together
     */
    record Limits(long pages, Duration time) {}

    /** What tells the last page. */
    enum End {
        EXPORT_IS_DONE,
        EMPTY_PAGE,
        SHORT_PAGE,
        NEXT_LINK;

        static End of(String text) {
            return switch (text) {
                case "exportIsDone" -> EXPORT_IS_DONE;
                case "emptyPage" -> EMPTY_PAGE;
                case "shortPage" -> SHORT_PAGE;
                case "nextLink" -> NEXT_LINK;
                default ->
                    throw new IllegalArgumentException("the parameter pagesEnd is '" + text
                            + "'; allowed are exportIsDone, emptyPage, shortPage, nextLink");
            };
        }
    }

    /**
     * What pages look like.
     *
     * @param json whether they are JSON; else XML
     * @param root name of the root element; empty for any
     * @param records name of the elements, or place of the array, of records
     * @param links names of what has the address of the next page
     */
    record Form(boolean json, String root, String records, List<String> links) {
        /** The pages of an OData service, whatever its version. */
        static final Form ODATA = new Form(true, "", "value", List.of());

        Form {
            links = List.copyOf(links);
        }

        /** Reads a page from end to end. */
        @SuppressWarnings("ReferenceEquality") // a form that is no OData may say the same
        AnswerPage read(Path file) throws IOException {
            if (this == ODATA) {
                return ODataPage.read(file);
            }
            return json
                    ? JsonPage.read(file, records, links)
                    : XmlPage.read(file, root, records.isEmpty() ? "item" : records, links);
        }

        String extension() {
            return json ? ".json" : ".xml";
        }
    }

    /**
     * The rules that the parameters of a task say.
     *
     * @throws IllegalArgumentException when they contradict each other
     */
    static PagingRules of(ParameterValues parameters) {
        End end = End.of(parameters.text("pagesEnd"));
        List<String> links = parameters.list("nextLink");
        if ((end == End.NEXT_LINK) == links.isEmpty()) {
            throw new IllegalArgumentException(
                    links.isEmpty()
                            ? "pagesEnd is nextLink: the parameter nextLink must say where an answer has it"
                            : "the parameter nextLink is followed when pagesEnd is nextLink: set both, or none");
        }
        Form form = new Form(
                parameters.text("answerFormat").equalsIgnoreCase("json"),
                parameters.text("expectedRoot"),
                parameters.text("records"),
                links);
        return new PagingRules(
                parameters.flag("enablePaging"),
                new Numbers(
                        parameters.number("firstPage", 0, Integer.MAX_VALUE),
                        parameters.number("pageSize", 1, Integer.MAX_VALUE),
                        parameters.number("firstItem", 0, Integer.MAX_VALUE)),
                new Last(end, parameters.text("doneAttribute"), parameters.flag("missingDoneIsLast")),
                form,
                new Root(parameters.text("batchIdAttribute"), parameters.text("checkpointAttribute")),
                limits(parameters));
    }

    /** How long the pages of a task may take, and how many they may be. */
    static Limits limits(ParameterValues parameters) {
        return new Limits(parameters.number("pageLimit", 1, Integer.MAX_VALUE), parameters.duration("totalTimeLimit"));
    }

    /** Whether no page follows this one. */
    boolean isLast(AnswerPage page) {
        if (!paging) {
            return true;
        }
        String done = page.root(last.doneAttribute).map(String::strip).orElse("");
        if (done.equalsIgnoreCase("true") || done.equals("1")) {
            return true;
        }
        return switch (last.end) {
            case EXPORT_IS_DONE -> done.isEmpty() && (last.missingDoneIsLast || page.records() == 0);
            case EMPTY_PAGE -> page.records() == 0;
            case SHORT_PAGE -> page.records() < numbers.pageSize;
            case NEXT_LINK -> page.nextLink() == null;
        };
    }
}
