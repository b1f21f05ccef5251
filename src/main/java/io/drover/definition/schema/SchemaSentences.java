package io.drover.definition.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xml.sax.Attributes;

/**
 * Turns the errors of the JDK's schema validator into sentences that say what is wrong and what is allowed.
 *
 * <p>The validator's own texts follow the machine's language, so only their {@code cvc-} codes and the names they quote are
 * used; what is allowed comes from the {@link SchemaOutline}.
 */
final class SchemaSentences {
    private static final Pattern CODE = Pattern.compile("^(cvc-[A-Za-z0-9.-]+)[^:]*:\\s*(.*)$", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("\\{([^}]*)}");
    private static final int SHOWN = 60;

    private final SchemaOutline outline;

    SchemaSentences(SchemaOutline outline) {
        this.outline = outline;
    }

    /** Where an error was found: the element just begun, or the one that ends. */
    record Place(List<String> path, Attributes attributes, String text) {
        private String element() {
            return path.get(path.size() - 1);
        }

        private List<String> parent() {
            return path.subList(0, path.size() - 1);
        }

        private String parentName() {
            return path.size() < 2 ? "" : path.get(path.size() - 2);
        }

        private List<String> present() {
            return IntStream.range(0, attributes.getLength())
                    .mapToObj(attributes::getQName)
                    .toList();
        }

        private String value(String attribute) {
            return attributes.getValue(attribute);
        }
    }

    /** Empty for what another error of the same fault says better. */
    Optional<String> of(String message, Place place) {
        Matcher code = CODE.matcher(message);
        return code.matches()
                ? Optional.ofNullable(sentence(code.group(1), code.group(2), place))
                : Optional.of(message);
    }

    private String sentence(String code, String said, Place place) {
        String element = place.element();
        if (code.startsWith("cvc-complex-type.2.4")) {
            return isIncomplete(code) ? incomplete(place, said) : misplaced(place);
        }
        return switch (code) {
            case "cvc-elt.1", "cvc-elt.1.a" -> "<%s> must be in no namespace; remove its xmlns".formatted(element);
            case "cvc-complex-type.2.1" -> "<%s> must be empty: it has attributes only".formatted(element);
            case "cvc-complex-type.2.2", "cvc-type.3.1.2" -> "<%s> holds text only, no elements".formatted(element);
            case "cvc-complex-type.2.3" ->
                "text is not allowed in <%s>; allowed are %s".formatted(element, tags(outline.children(place.path)));
            case "cvc-complex-type.3.2.2", "cvc-type.3.1.1" -> unknownAttribute(said, place);
            case "cvc-complex-type.4" ->
                "attribute %s is missing on <%s>"
                        .formatted(
                                first(outline.attributes(place.path), name -> quotes(said, name))
                                        .orElse(said),
                                element);
            case "cvc-attribute.3" ->
                first(place.present(), name -> quotes(said, name) && quotes(said, place.value(name)))
                        .or(() -> first(place.present(), name -> quotes(said, name)))
                        .map(name -> "%s=\"%s\" is wrong on <%s>: %s"
                                .formatted(name, shown(place.value(name)), element, outline.rule(place.path, name)))
                        .orElse(said);
            case "cvc-type.3.1.3" ->
                "<%s>%s</%s> is wrong: %s".formatted(element, shown(place.text), element, outline.rule(place.path));
            default -> code.endsWith("-valid") || code.startsWith("cvc-datatype-valid") ? null : said;
        };
    }

    private static boolean isIncomplete(String code) {
        return code.endsWith(".b") || code.endsWith(".i") || code.endsWith(".j");
    }

    private String incomplete(Place place, String said) {
        Matcher expected = EXPECTED.matcher(said);
        List<String> needed = !expected.find()
                ? outline.children(place.path)
                : Arrays.stream(expected.group(1).split(",\\s*"))
                        .filter(name -> !outline.isOptional(place.path, name))
                        .toList();
        return "<%s> is incomplete: it needs %s"
                .formatted(
                        place.element(),
                        needed.stream().map(name -> "<" + name + ">").collect(Collectors.joining(" or ")));
    }

    private String misplaced(Place place) {
        String element = place.element();
        String parent = place.parentName();
        List<String> known = outline.children(place.parent());
        return known.contains(element)
                ? "<%s> is repeated or out of order in <%s>; the order is %s".formatted(element, parent, tags(known))
                : "<%s> is not allowed in <%s>; allowed are %s".formatted(element, parent, tags(known));
    }

    private String unknownAttribute(String said, Place place) {
        String element = place.element();
        List<String> allowed = outline.attributes(place.path);
        if (allowed.isEmpty()) {
            return "<%s> takes no attributes".formatted(element);
        }
        String attribute = first(place.present(), name -> !allowed.contains(name) && quotes(said, name))
                .orElse(said);
        return "attribute %s is not allowed on <%s>; allowed are %s"
                .formatted(attribute, element, String.join(", ", allowed));
    }

    private static Optional<String> first(List<String> names, Predicate<String> test) {
        return names.stream().filter(test).findFirst();
    }

    private static boolean quotes(String said, String name) {
        return said.contains("'" + name + "'");
    }

    private static String tags(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "<" + name + ">").collect(Collectors.joining(", "));
    }

    private static String shown(String value) {
        String stripped = value.strip();
        return stripped.length() <= SHOWN ? stripped : stripped.substring(0, SHOWN) + "…";
    }
}
