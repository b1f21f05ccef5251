package io.drover.provider.csv;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;
import java.util.Set;

/** {@code <csv>}: delimited text, and text whose columns have fixed widths. */
public final class CsvFormat implements Format {
    private static final Set<String> NAMED = Set.of("csv", "tsv", "txt");

    @Override
    public String element() {
        return "csv";
    }

    @Override
    public String extension() {
        return ".csv";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(CsvSource.class, CsvDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new CsvSource();
    }

    @Override
    public boolean isNamed(String extension) {
        return NAMED.contains(extension);
    }

    /** Whatever no other format takes. */
    @Override
    public boolean recognises(String start) {
        return true;
    }

    @Override
    public boolean namesTableAfterFile() {
        return true;
    }
}
