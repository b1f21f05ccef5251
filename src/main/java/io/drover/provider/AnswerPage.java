package io.drover.provider;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of a page of an answer after it was read once, from end to end.
 *
 * @param root what stands at its root: attributes of the root element, or members of the root object that are no objects or
 *     arrays
 * @param records how many it has
 * @param nextLink where the next page is; null when it does not say
 * @param content digest of all that stands below the root, without the link: pages with the same records have the same
 */
public record AnswerPage(Map<String, String> root, long records, String nextLink, String content) {
    public AnswerPage {
        root = Map.copyOf(root);
    }

    /** What stands at the root under a name, whatever its case. */
    public Optional<String> root(String name) {
        return root.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
