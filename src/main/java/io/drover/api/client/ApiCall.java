package io.drover.api.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.api.ApiOperation;
import io.drover.api.Content;
import io.drover.api.Operation;
import io.drover.connection.OutgoingRequest;
import java.net.URI;
import java.nio.file.Path;

/**
 * A request for an operation.
 *
 * @param path with its query
 * @param json its body, or null
 * @param file whose content is its body, or null
 */
record ApiCall(ApiOperation operation, String path, String json, Path file) {

    /** The request to a server. A command may wait for a run to end, so it has no limit. */
    OutgoingRequest to(String server) {
        OutgoingRequest request = OutgoingRequest.of(operation.method(), URI.create(server + path));
        if (file != null) {
            request.body(Content.TYPE, file);
        } else if (json != null) {
            request.body(Operation.JSON, json.getBytes(UTF_8));
        } else if (operation.method().equals("POST")) {
            request.body(operation.takesFile() ? Content.TYPE : Operation.JSON, new byte[0]);
        }
        if (operation.isOtherType()) {
            request.header("Accept", operation.says().type());
        }
        return request;
    }
}
