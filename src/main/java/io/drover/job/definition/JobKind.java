package io.drover.job.definition;

import io.drover.bucket.Buckets;
import io.drover.definition.Conversion;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.FileReference;
import io.drover.definition.Kind;
import io.drover.definition.RootProbe;
import io.drover.definition.WrittenValue;
import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.dynamicweb.DynamicwebFile;
import io.drover.mapping.definition.ColumnXml;
import io.drover.mapping.definition.MappingXml;
import io.drover.mapping.function.ColumnFunction;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.xml.sax.SAXException;

/** Jobs, Dynamicweb's among them. */
public final class JobKind extends Kind<JobXml, JobDefinition> {
    public JobKind() {
        super(FileKind.JOB, "job", "job", "job.xsd", JobXml.class, JobDefinition.class);
    }

    @Override
    protected List<Class<? extends XmlBean>> parts() {
        return Stream.concat(Formats.options().stream(), ColumnFunction.classes().stream())
                .<Class<? extends XmlBean>>map(part -> part)
                .toList();
    }

    @Override
    protected JobDefinition convert(JobXml written, Problems problems) {
        return JobConverter.convert(written, problems);
    }

    @Override
    protected Resolver<JobXml, JobDefinition> resolver(Definitions others, DefinitionCheck check) {
        return (written, job, file, problems) -> {
            if (problems.isEmpty()) {
                check.problem(job, others).ifPresent(wrong -> problems.add(written.databaseLine(), wrong));
                if (job.source() instanceof FileSource source && source.bucket() != null) {
                    written.source.bucket.check(
                            source.bucket(), Buckets.of(others).keySet(), problems);
                }
                check(written.source.endpoint, true, check, problems);
                check(written.destination.endpoint, false, check, problems);
                return job.with(new SchemaNames(written).resolved(job.checks(), others, check.files(), problems));
            }
            return job;
        };
    }

    private static void check(EndpointXml endpoint, boolean fetching, DefinitionCheck check, Problems problems) {
        if (endpoint != null) {
            check.endpointProblem(endpoint.uri, fetching).ifPresent(wrong -> problems.add(endpoint.line, wrong));
        }
    }

    @Override
    protected List<WrittenValue> values(Path file, JobXml job) {
        return Stream.of(
                        Optional.ofNullable(job.source).map(source -> source.endpoint),
                        Optional.ofNullable(job.destination).map(destination -> destination.endpoint))
                .flatMap(Optional::stream)
                .map(endpoint -> new WrittenValue(file, endpoint.line, "endpoint", endpoint.uri))
                .toList();
    }

    @Override
    protected List<FileReference> references(Path file, JobXml job) {
        List<FileReference> found = new ArrayList<>();
        Stream.of(job.source.format, job.destination.format)
                .filter(Objects::nonNull)
                .forEach(format -> found.addAll(format.references(file, job.lineHere(format))));
        found.addAll(new SchemaNames(job).files(file));
        for (MappingXml mapping : job.mappings) {
            for (ColumnXml column : mapping.columns) {
                column.functions.forEach(function -> found.addAll(function.references(file, job.lineHere(function))));
            }
        }
        return found;
    }

    @Override
    protected Optional<Conversion> converted(RootProbe probe, byte[] file, Path path) throws IOException, SAXException {
        return DynamicwebFile.isJob(probe) ? Optional.of(DynamicwebFile.job(file, path)) : Optional.empty();
    }

    @Override
    protected void note(JobXml job, List<String> notes) {
        job.notes = notes;
        job.converted = true;
    }
}
