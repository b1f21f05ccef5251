package io.drover.server;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import io.drover.connector.ConnectorPaths;
import io.drover.http.OwnOperations;
import io.drover.security.ReservedPaths;
import java.util.Set;

/** Drover's own operations as the rooms say them that carry them out: the API by its interfaces, the others by their paths. */
final class RoomOperations implements OwnOperations {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What is not said otherwise is in the log when it can change something: a new operation needs no word about it. */
    @Override
    public boolean isAudited(String method, String path) {
        return ApiOperations.at(method, path)
                .map(ApiOperation::isAudited)
                .orElseGet(() -> !READING.contains(method)
                        && ReservedPaths.has(path)
                        && !ReservedPaths.isToken(path)
                        && !ConnectorPaths.isOnRecord(path));
    }

    @Override
    public boolean takesUpload(String method, String path) {
        return ConnectorPaths.takesUpload(method, path)
                || ApiOperations.askedFor(method, path)
                        .filter(ApiOperation::takesFile)
                        .isPresent();
    }

    @Override
    public boolean takesForm(String method, String path) {
        return ApiOperations.askedFor(method, path)
                .filter(ApiOperation::takesForm)
                .isPresent();
    }

    @Override
    public boolean needsContent(String path) {
        return ConnectorPaths.needsContent(path);
    }
}
