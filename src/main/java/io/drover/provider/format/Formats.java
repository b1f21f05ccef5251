package io.drover.provider.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** The formats of files, in the order of their list in {@code META-INF/services}. */
public final class Formats {
    private static final List<Format> ALL = ServiceLoader.load(Format.class, Formats.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Formats() {}

    /** The JAXB classes of all. */
    public static List<Class<? extends FormatOptions>> options() {
        return ALL.stream().flatMap(format -> format.options().stream()).toList();
    }

    /** The format of an element. */
    public static Format of(FormatOptions element) {
        return ALL.stream()
                .filter(format -> format.options().contains(element.getClass()))
                .findFirst()
                .orElseThrow();
    }

    /** The format that a file is likely to have by its name: that whose content tells it when the name does not. */
    public static Format ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return ALL.stream()
                .filter(format -> format.isNamed(extension))
                .findFirst()
                .orElseThrow();
    }

    /** The format of a file whose text begins so: any text is of one. */
    public static Format ofText(String start) {
        return ALL.stream()
                .filter(format -> format.recognises(start))
                .findFirst()
                .orElseThrow();
    }

    /** The format of a zip with a file of this name, if that tells one. */
    public static Optional<Format> ofZipWith(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(format -> format.isZipWith(lower)).findFirst();
    }
}
