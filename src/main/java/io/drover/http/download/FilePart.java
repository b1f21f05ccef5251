package io.drover.http.download;

import java.nio.file.Path;

/**
 * Part of a file, or all of it.
 *
 * @param offset of the first octet
 * @param length how many octets
 */
public record FilePart(Path file, long offset, long length) {}
