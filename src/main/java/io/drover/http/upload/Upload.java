package io.drover.http.upload;

import java.nio.file.Path;

/**
 * The body of a request that was taken to memory or to a file as it came.
 *
 * @param content when it is small; else null
 * @param file when it is not; else null. Deleted when the request has been answered, unless somebody moved it
 * @param sha256 of the content, hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // uploads are not compared
public record Upload(byte[] content, Path file, String sha256, long bytes) {}
