package io.drover.job.draft;

import io.drover.definition.DefinitionLoader;
import io.drover.job.definition.JobDefinition;
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

    /**
     * Drafts a job that loads files like this one.
     *
     * @param to {@code TABLE}, {@code DATASOURCE/TABLE} or {@code DATASOURCE}
     * @param name of the job; null: after the file
     * @return its definition, which is valid and runs
     * @throws IllegalArgumentException when there cannot be one; the message says why
     */
    public String draft(Path file, String fileName, String to, String name) throws IOException, SQLException {
        Target target = target(to.strip());
        String jobName = name == null ? jobName(fileName) : name.strip();
        JobDefinition empty = parsed(new DraftXml(jobName, Formats.ofName(fileName), target.dataSource()));
        SourceSurvey survey = SourceSurvey.of(providers, empty, file, fileName);
        DraftXml xml = new DraftXml(jobName, Formats.ofName(fileName), target.dataSource());
        List<DraftTable> tables = new ArrayList<>();
        try (Destination destination = providers.destination(empty)) {
            for (SourceTable table : tables(survey, target)) {
                try {
                    String wanted = target.table() == null ? table.name() : target.table();
                    DestinationTable found = destination.table(wanted);
                    tables.add(new DraftTable(
                            table, found, own(target), separators(empty), contexts.trial(empty, fileName)));
                } catch (DestinationException e) {
                    xml.tableWithoutPartner(table.name(), e.getMessage());
                }
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("nothing of " + fileName + " can be loaded there: " + xml.remarks());
        }
        survey.check(tables);
        xml.survey(survey.summary(fileName));
        tables.forEach(xml::table);
        xml.separator(tables);
        parsed(xml);
        return xml.toString();
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
