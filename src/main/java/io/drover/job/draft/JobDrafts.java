package io.drover.job.draft;

import io.drover.definition.DefinitionLoader;
import io.drover.job.definition.JobDefinition;
import io.drover.job.draft.DraftTable.Trials;
import io.drover.job.load.Openings;
import io.drover.job.run.MappingContexts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.SourceTable;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.Formats;
import io.drover.provider.format.SourceFormat;
import io.drover.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drafts the definition of a job from a file and the tables that are to get it: the automatic mapping made explicit, and a
 * comment wherever a person should look.
 */
public final class JobDrafts {
    private final Openings providers;
    private final MappingContexts contexts;
    private final Store store;

    public JobDrafts(Openings providers, MappingContexts contexts, Store store) {
        this.providers = providers;
        this.contexts = contexts;
        this.store = store;
    }

    /**
     * Where the rows go.
     *
     * @param table null: the tables that have the names of the file's
     */
    private record Target(String dataSource, String table) {}

    /** What is to be drafted. */
    private record Wish(Path file, String fileName, Target target, String job) {}

    /**
     * Drafts a job that loads files like this one.
     *
     * @param to {@code TABLE}, {@code DATASOURCE/TABLE} or {@code DATASOURCE}
     * @param name of the job; null: after the file
     * @param header whether the first row of a CSV file holds the names of the columns
     * @return its definition, which is valid and runs
     * @throws IllegalArgumentException when there cannot be one; the message says why
     */
    public String draft(Path file, String fileName, String to, String name, boolean header)
            throws IOException, SQLException {
        Wish wish = new Wish(file, fileName, target(to.strip()), name == null ? jobName(fileName) : name.strip());
        DraftSource source = DraftSource.of(Formats.ofName(fileName), header);
        List<DraftTable> tables = new ArrayList<>();
        String xml = draft(wish, source, tables);
        DraftSource better = source.with(tables);
        return better.equals(source) ? xml : draft(wish, better, new ArrayList<>());
    }

    /** @param tables get those that are mapped */
    private String draft(Wish wish, DraftSource source, List<DraftTable> tables) throws IOException, SQLException {
        DraftXml xml = new DraftXml(wish.job(), source, wish.target().dataSource());
        JobDefinition empty = parsed(xml);
        SourceSurvey survey = SourceSurvey.of(providers, empty, wish.file(), wish.fileName());
        Trials trials = new Trials(source.header(), separators(empty), contexts.trial(empty, wish.fileName()));
        try (Destination destination = providers.destination(empty)) {
            for (SourceTable table : tables(survey, wish.target())) {
                try {
                    DestinationTable found = wish.target().table() == null
                            ? table(destination, table.name())
                            : destination.table(wish.target().table());
                    tables.add(new DraftTable(table, found, own(wish.target()), trials));
                } catch (DestinationException e) {
                    xml.tableWithoutPartner(table.name(), e.getMessage());
                }
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing of " + wish.fileName() + " can be loaded there: " + xml.remarks()
                            + (source.isCsv() && source.header()
                                    ? "; if the first row is no header, draft with --no-header (header=false)"
                                    : ""));
        }
        survey.check(tables);
        xml.survey(survey.summary(wish.fileName()));
        tables.forEach(xml::table);
        xml.separator(tables);
        parsed(xml);
        return xml.toString();
    }

    /** The table of a name, or of one that is written in another way. */
    private static DestinationTable table(Destination destination, String name) throws SQLException {
        DestinationException missing = null;
        for (String candidate : NamePairs.ofTable(name)) {
            try {
                return destination.table(candidate);
            } catch (DestinationException e) {
                missing = missing == null ? e : missing;
            }
        }
        throw missing;
    }

    private Target target(String to) {
        if (store.dataSources().containsKey(to)) {
            return new Target(to, null);
        }
        int slash = to.indexOf('/');
        if (slash < 0) {
            return new Target(Store.OWN, to);
        }
        String dataSource = to.substring(0, slash);
        store.dataSource(dataSource); // or there is none, which it says
        return new Target(dataSource, to.substring(slash + 1));
    }

    private boolean own(Target target) {
        return target.dataSource().equals(Store.OWN);
    }

    /** The tables of the source that are to be mapped. */
    private static List<SourceTable> tables(SourceSurvey survey, Target target) {
        List<SourceTable> all = survey.tables();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the file has no records, so nothing is known of its columns");
        }
        if (target.table() == null || all.size() == 1) {
            return all;
        }
        List<SourceTable> named = all.stream()
                .filter(table -> table.name().equalsIgnoreCase(target.table()))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("the file has several tables and none is called " + target.table() + ": "
                    + String.join(", ", all.stream().map(SourceTable::name).toList())
                    + ". Give a data source to map each to the table of its name: " + target.dataSource());
        }
        return named;
    }

    /** The separators of whole numbers and fractions that values are tried with: those of a format that is text. */
    private static List<Character> separators(JobDefinition job) {
        SourceFormat format = ((FileSource) job.source()).format();
        return format.hasDecimalSeparator() ? List.of('.', ',') : List.of(format.decimalSeparator());
    }

    /** The name of a job that is called after a file. */
    static String jobName(String fileName) {
        String base = fileName.replaceFirst("(\\.[A-Za-z0-9]{1,5}){1,2}$", "");
        String clean = base.replaceAll("[^A-Za-z0-9_. -]", "_").replaceFirst("^[^A-Za-z0-9]+", "");
        String cut = clean.substring(0, Math.min(clean.length(), 64)).replaceFirst("[. ]+$", "");
        return cut.isEmpty() ? "Job" : cut;
    }

    private static JobDefinition parsed(DraftXml xml) throws IOException {
        Path file = Files.createTempFile("drover-draft-", ".xml");
        try {
            Files.writeString(file, xml.toString());
            return DefinitionLoader.read(JobDefinition.class, file);
        } finally {
            Files.delete(file);
        }
    }
}
