package io.drover.provider.edi;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code <edi>}: interchanges of UN/EDIFACT and ANSI X12. */
public final class EdiFormat implements Format {
    private static final Set<String> NAMED = Set.of("edi", "edifact", "x12");
    private static final Pattern HEADER =
            Pattern.compile("(?s)UNA.{6}\\s*UNB.*|UNB[^A-Za-z0-9]UNO.*|ISA([^A-Za-z0-9]).{2}\\1.*");

    @Override
    public String element() {
        return "edi";
    }

    @Override
    public String extension() {
        return ".edi";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(EdiSource.class, EdiDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new EdiSource();
    }

    @Override
    public boolean isNamed(String extension) {
        return NAMED.contains(extension);
    }

    @Override
    public boolean recognises(String start) {
        return HEADER.matcher(start).matches();
    }
}
