package io.drover.provider.xml;

import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import io.drover.provider.format.OptionChecks;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.TextSource;
import io.drover.provider.xslt.Xslt;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code <xml>} source. Without record paths it is a {@code <tables>} document or an entity file of Dynamics 365, told by its
 * root.
 */
@XmlRootElement(name = "xml")
@XmlAccessorType(XmlAccessType.FIELD)
public final class XmlSource extends TextSource {
    /** Tables of the shop from which Dynamicweb removes groups only when the job asks for it. */
    private static final List<String> GROUPS = List.of("EcomGroups", "EcomVariantGroups");

    @XmlAttribute
    private String tableOptions = "ignore";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String records;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String xslt;

    @XmlElement(name = "column")
    private List<XmlColumn> columns = new ArrayList<>();

    @XmlElement(name = "table")
    private List<XmlTable> tables = new ArrayList<>();

    @Override
    public void check(Problems problems) {
        if (records != null) {
            checkOnlyTable(problems);
        }
        XmlColumn.check(columns, records == null ? "xml" : null, problems);
        boolean paths = tables.stream().anyMatch(table -> table.records() != null);
        Map<String, Integer> names = new HashMap<>();
        for (XmlTable table : tables) {
            if (paths && table.records() == null) {
                problems.add(table.line, "the table %s needs records, as others have it".formatted(table.name()));
            }
            OptionChecks.checkTwice(names, "table", table.name(), table.line, problems);
            table.check(problems);
        }
        OptionChecks.checkStylesheet(line, xslt, problems);
    }

    private void checkOnlyTable(Problems problems) {
        XmlTable.checkRecords(line, records, problems);
        if (!tables.isEmpty()) {
            problems.add(
                    tables.get(0).line,
                    "records=\"%s\" of <xml> is for a single table; give each <table> its own".formatted(records));
        } else if (records.endsWith("*")) {
            problems.add(line, "records ends with *, which gives the table no name: use <table name= records=>");
        }
    }

    @Override
    public List<FileReference> references(Path from, int at) {
        return OptionChecks.stylesheet(from, at, xslt);
    }

    @Override
    public Opener opener(Context context) throws IOException {
        List<Xslt> stylesheet = xslt == null ? List.of() : List.of(Xslt.below(context.root(), xslt));
        return file -> XmlSources.open(file, this, stylesheet);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return XmlSources.rejects(delivery, this, target);
    }

    @Override
    public boolean appliesTableOption(String option, String table) {
        return switch (tableOptions) {
            case "apply" -> true;
            case "applyToShop" ->
                !option.equals("DeleteIncomingItems")
                        && !(option.equals("RemoveMissingAfterImport")
                                && GROUPS.stream().anyMatch(table::equalsIgnoreCase));
            case "applyRemoval" -> option.equals("RemoveMissingAfterImport") || option.equals("DiscardDuplicates");
            default -> false;
        };
    }

    /** Whether documents go through a stylesheet first. */
    boolean isTransformed() {
        return xslt != null;
    }

    /** What the job says about tables; all of them have record paths, or none has. */
    List<XmlTable> tables() {
        return records == null ? tables : List.of(XmlTable.only(records, columns));
    }

    /** Whether the job names the elements that are records. */
    boolean hasRecordPaths() {
        return records != null || (!tables.isEmpty() && tables.get(0).records() != null);
    }
}
