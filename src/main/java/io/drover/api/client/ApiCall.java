package io.drover.api.client;

import io.drover.api.ApiOperation;
import io.drover.api.Content;
import io.drover.api.Operation;
import java.net.http.HttpRequest.BodyPublisher;

/**
 * A request for an operation.
 *
 * @param path with its query
 */
record ApiCall(ApiOperation operation, String path, BodyPublisher body) {

    /** Files are no form, whatever is in them. */
    String bodyType() {
        return operation.takesFile() ? Content.TYPE : Operation.JSON;
    }
}
