package io.drover.addin.images;

import java.nio.file.Path;

/**
 * An image that an answer names.
 *
 * @param id GUID in lower case, or what else tells it from the others
 * @param name of its file in Perfion; may be anything
 * @param url of its own in the answer, or null
 * @param modified when it changed, as the answer says it, or empty
 * @param content where the answer's own bytes of it are, or null
 */
record ImageValue(String id, String name, String url, String modified, Path content) {}
