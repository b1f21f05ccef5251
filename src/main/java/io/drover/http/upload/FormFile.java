package io.drover.http.upload;

import java.nio.file.Path;

/**
 * A file that came in a form.
 *
 * @param field of the form that it came in
 * @param name as its sender calls it
 * @param content where it lies now; whoever takes it moves it away
 */
public record FormFile(String field, String name, Path content) {}
