package io.drover.addin.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.addin.ParameterValues;
import io.drover.addin.TaskWork;
import io.drover.addin.paging.PagingRules.End;
import io.drover.addin.paging.PagingRules.Form;
import io.drover.addin.paging.PagingRules.Last;
import io.drover.addin.paging.PagingRules.Numbers;
import io.drover.addin.paging.PagingRules.Root;
import io.drover.addin.paging.ResumeFile.EarlierRun;
import io.drover.addin.paging.ResumeFile.RunStart;
import io.drover.job.Jobs;
import io.drover.job.SourceNames;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.TableOptions;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskCheckpoints;
import io.drover.store.task.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/**
 * What the route of an OData import leaves to Java, as the bean {@code odata}: what is asked for first. The pages are then
 * those of the bean {@code paging}. The variable {@code sample} says whether one entity is asked for before, to know what its
 * properties are.
 */
public final class ODataImport {
    private static final int LONGEST_SAMPLE = 4 * 1024 * 1024;
    private static final String URL = "webServiceUrl";
    private static final String HEADERS = "requestHeaders";
    private static final String SAMPLE = "DroverODataSample";

    private final Settings settings;
    private final TaskCheckpoints checkpoints;
    private final Jobs jobs;
    private final ObjectMapper json = new ObjectMapper();

    public ODataImport(Settings settings, Store store, Jobs jobs) {
        this.settings = settings;
        this.checkpoints = new TaskCheckpoints(store);
        this.jobs = jobs;
    }

    /**
     * Begins a run.
     *
     * @throws IllegalArgumentException when the task cannot be run so
     */
    public void begin(Exchange exchange) {
        ParameterValues parameters = ParameterValues.of(exchange);
        boolean delta = isDelta(parameters);
        rules(parameters);
        List<MappingDefinition> mappings = mappings(parameters);
        if (delta) {
            requireNoRemoval(mappings);
        }
        boolean conditions = mappings.stream()
                .anyMatch(mapping -> !mapping.records().conditions().isEmpty());
        exchange.setVariable("task.url", parameters.text(URL));
        exchange.setVariable(HEADERS, headers(parameters));
        exchange.setVariable("morePages", "true");
        exchange.setVariable("sample", String.valueOf(delta || (conditions && parameters.flag("filterFromMapping"))));
        if (parameters.flag("setCheckpointToNow")) {
            exchange.setVariable("sample", "false");
        }
    }

    private static boolean isDelta(ParameterValues parameters) {
        return parameters.text("mode").equalsIgnoreCase("delta");
    }

    /** What is missing in an answer that has only changes is still there. */
    private static void requireNoRemoval(List<MappingDefinition> mappings) {
        mappings.stream()
                .filter(mapping -> removes(mapping.options()))
                .findFirst()
                .ifPresent(mapping -> {
                    throw new IllegalArgumentException("mode delta brings only what has changed, but the mapping to "
                            + mapping.destinationTable()
                            + " removes or deactivates the rows that are missing: use mode full, or another job");
                });
    }

    private static boolean removes(TableOptions options) {
        return options.missing().change() || options.truncateFirst();
    }

    private List<MappingDefinition> mappings(ParameterValues parameters) {
        return parameters.list("jobs").stream()
                .flatMap(job -> jobs.definition(job).mappings().stream())
                .toList();
    }

    private static String headers(ParameterValues parameters) {
        long pageSize = parameters.number("pageSize", 0, Integer.MAX_VALUE);
        String own = parameters.raw(HEADERS).strip();
        return own + (own.isEmpty() ? "" : "\n") + "Accept: application/json"
                + (pageSize == 0 ? "" : "\nPrefer: odata.maxpagesize=" + pageSize);
    }

    /** How the pages of an OData answer are. */
    static PagingRules rules(ParameterValues parameters) {
        return new PagingRules(
                !parameters.text("mode").equalsIgnoreCase("firstPage"),
                new Numbers(1, 1, 0),
                new Last(End.NEXT_LINK, "", true),
                Form.ODATA,
                new Root("", ""),
                PagingRules.limits(parameters));
    }

    /** Makes the message the request for one entity. */
    public void sampleRequest(Exchange exchange) {
        exchange.setVariable(URL, new ODataQuery(taskUrl(exchange)).one().url());
        exchange.getMessage().setBody(null);
    }

    private static String taskUrl(Exchange exchange) {
        return exchange.getVariable("task.url", String.class);
    }

    /** Takes the message as the answer to it. */
    public void sample(Exchange exchange) throws IOException {
        byte[] answer;
        try (InputStream in = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            answer = in.readNBytes(LONGEST_SAMPLE);
        } catch (InvalidPayloadException e) {
            throw new IOException("the answer has no content", e);
        }
        ODataPage.requireNoXml(Arrays.copyOf(answer, Math.min(answer.length, ODataPage.HEAD)));
        try {
            JsonNode entities = ODataPage.entities(json.readTree(answer));
            if (!entities.isArray()) {
                throw new IOException("the answer is no OData: it has no array 'value' or 'd'");
            }
            exchange.setProperty(SAMPLE, new ODataSample(entities.get(0)));
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no OData: it is not valid JSON", e);
        }
        exchange.getMessage().setBody(null);
    }

    /** Begins with the first page, or where the run before stopped. */
    public void start(Exchange exchange) throws IOException {
        ParameterValues parameters = ParameterValues.of(exchange);
        TaskRun run = TaskWork.of(exchange).run();
        Instant now = Instant.now();
        Checkpoint checkpoint = Checkpoint.of(parameters, checkpoints, run.task(), now);
        if (Paging.setsCheckpointOnly(exchange, parameters, checkpoint)) {
            return;
        }
        ODataSample sample = exchange.getProperty(SAMPLE, ODataSample.NONE, ODataSample.class);
        String query = query(taskUrl(exchange), parameters, sample, checkpoint).url();
        RequestTemplate request = new RequestTemplate(query, "", parameters.raw(HEADERS));
        Optional<EarlierRun> left = left(run.task(), query, parameters);
        RunStart begin = left.map(EarlierRun::begin).orElseGet(() -> new RunStart(query, now, checkpoint.now()));
        CollectingFolder folder = left.isPresent()
                ? CollectingFolder.goOn(
                        settings.folders(), run.task(), run.id(), left.get().folder())
                : CollectingFolder.begin(settings.folders(), run.task(), run.id());
        Paging.start(
                exchange,
                new PagedRun(
                        rules(parameters),
                        request,
                        Map.of(),
                        new Checkpoint(checkpoint.name(), checkpoint.since(), begin.checkpoint()),
                        folder,
                        new PagedRun.Progress(
                                new ResumeFile(folder.path(), begin),
                                left.map(EarlierRun::pages).orElseGet(PageProgress::new))));
    }

    private ODataQuery query(String url, ParameterValues parameters, ODataSample sample, Checkpoint checkpoint)
            throws IOException {
        List<MappingDefinition> mappings = mappings(parameters);
        ODataQuery query = new ODataQuery(url);
        if (isDelta(parameters)) {
            query = query.filtered(ODataDelta.filter(parameters.text("deltaColumn"), sample, checkpoint.since()));
        }
        if (parameters.flag("filterFromMapping")) {
            query = query.filtered(
                    new ODataFilter(sample).of(mappings).filter(text -> text.length() <= ODataQuery.LONGEST_OPTION));
        }
        return parameters.flag("selectFromMapping") ? query.selecting(properties(mappings, sample)) : query;
    }

    /** The properties that the mappings read; none, which is all, when one of them reads whatever there is. */
    private static List<String> properties(List<MappingDefinition> mappings, ODataSample sample) {
        if (mappings.isEmpty()
                || mappings.stream().anyMatch(mapping -> mapping.columns().automatic())) {
            return List.of();
        }
        List<String> columns = mappings.stream()
                .flatMap(mapping -> SourceNames.of(mapping).stream())
                .filter(column -> !column.startsWith("@")) // annotations come by themselves
                .map(column -> sample.path(column).orElse(column).replaceFirst("[./].*", ""))
                .distinct()
                .toList();
        return columns.stream().allMatch(column -> column.matches("[A-Za-z_]\\w*")) ? columns : List.of();
    }

    private Optional<EarlierRun> left(String task, String query, ParameterValues parameters) throws IOException {
        for (Path folder : CollectingFolder.left(settings.folders(), task)) {
            Optional<EarlierRun> found = ResumeFile.find(folder, query, parameters.durationOrNone("resumeWithin"));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
