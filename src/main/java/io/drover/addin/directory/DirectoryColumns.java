package io.drover.addin.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.drover.addin.ParameterValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns a table gets and what of an entry stands in them. Immutable.
 *
 * @param names of the columns
 * @param sources by the same order: an attribute, or something that Drover knows of the entry, in braces
 */
record DirectoryColumns(List<String> names, List<String> sources) {
    private static final Pattern LINE =
            Pattern.compile("([^=]+?)\\s*=\\s*(\\{\\w+}|[A-Za-z][\\w;-]*|\\d+(?:\\.\\d+)*)");

    DirectoryColumns {
        names = List.copyOf(names);
        sources = List.copyOf(sources);
    }

    /**
     * The columns that a parameter names, one a line: {@code AccessUserUserName = sAMAccountName}.
     *
     * @param known what may stand in braces
     * @throws IllegalArgumentException when a line is not of this form
     */
    static DirectoryColumns of(ParameterValues parameters, String parameter, Set<String> known) {
        List<String> names = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (String line : parameters.lines(parameter)) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("the parameter " + parameter + " has the line '" + line
                        + "'; a line must be COLUMN = attribute, or COLUMN = one of " + sorted(known));
            }
            String source = parts.group(2);
            if (source.startsWith("{") && !known.contains(source)) {
                throw new IllegalArgumentException("the parameter " + parameter + " has the line '" + line
                        + "'; in braces there can be " + sorted(known));
            }
            if (names.contains(parts.group(1))) {
                throw new IllegalArgumentException(
                        "the parameter " + parameter + " has the column " + parts.group(1) + " twice");
            }
            names.add(parts.group(1));
            sources.add(source);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the parameter " + parameter + " has no line COLUMN = attribute");
        }
        return new DirectoryColumns(names, sources);
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    /** The attributes to ask for. */
    Set<String> attributes() {
        Set<String> attributes = new LinkedHashSet<>(sources);
        attributes.removeIf(source -> source.startsWith("{"));
        return attributes;
    }

    /** @param known values of what stands in braces */
    List<String> row(Entry entry, Map<String, String> known) {
        List<String> row = new ArrayList<>(sources.size());
        for (String source : sources) {
            row.add(source.startsWith("{") ? known.get(source) : text(entry, source));
        }
        return row;
    }

    /** An attribute's value as text, several separated by commas; null when it has none. */
    static String text(Entry entry, String attribute) {
        Attribute found = entry.getAttribute(attribute);
        List<String> values = found == null ? List.of() : AttributeText.of(found);
        return values.isEmpty() ? null : list(values);
    }

    /** As Dynamicweb writes lists: in quotes where a value has a comma. */
    static String list(List<String> values) {
        boolean quoted = values.size() > 1 && values.stream().anyMatch(value -> value.contains(","));
        return quoted ? "\"" + String.join("\",\"", values) + "\"" : String.join(",", values);
    }
}
