package io.drover.definition;

import java.util.List;

/**
 * A file of another program in Drover's own form.
 *
 * @param xml Drover's own definition
 * @param notes what Drover does not do, or does in another way, one sentence each
 */
public record Conversion(String xml, List<String> notes) {}
