package io.drover.addin.paging;

/**
 * One of the requests of a run.
 *
 * @param name what messages and the file of its answer are called
 * @param job that gets the answer
 * @param request what is sent, to where
 * @param method HTTP method; null for the task's
 * @param contentType of the request; null for the task's
 * @param form what the answer must be
 */
record ListedRequest(
        String name, String job, RequestTemplate request, String method, String contentType, PagingRules.Form form) {

    /** The name of the file that keeps its answer. */
    String file() {
        return name + form.extension();
    }
}
