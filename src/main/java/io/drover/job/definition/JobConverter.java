package io.drover.job.definition;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.Amounts;
import io.drover.mapping.definition.MappingConverter;
import java.util.Locale;
import java.util.Map;

/** From a job's beans to its records, with the checks that a schema cannot make. */
final class JobConverter {
    private final Problems problems;

    private JobConverter(Problems problems) {
        this.problems = problems;
    }

    static JobDefinition convert(JobXml job, Problems problems) {
        return new JobConverter(problems).job(job);
    }

    private JobDefinition job(JobXml job) {
        if (job.source.bucket != null && job.source.bucket.invalid == null && job.onError.equals("stop")) {
            problems.add(
                    job.source.bucket.line,
                    "onError=\"stop\" needs <invalid>: the bucket that gets the files which have errors");
        }
        if (job.destination.collection != null) {
            new CollectionMappings(job.destination.collection, problems).check(job.mappings);
        }
        return new JobDefinition(
                new JobDefinition.Head(
                        job.name, job.description == null ? "" : job.description.strip(), job.notes, problems.file()),
                OnError.valueOf(job.onError.toUpperCase(Locale.ROOT)),
                limits(job),
                job.source.convert(
                        job.mappings.stream().map(mapping -> mapping.source).toList(), problems),
                job.destination.convert(problems),
                new MappingConverter(job.destination.sql == null, problems).mappings(job.mappings));
    }

    private JobLimits limits(JobXml job) {
        if (job.maxErrors != null && !job.onError.equals("skip")) {
            problems.add(
                    job.line,
                    "maxErrors=\"%d\" needs onError=\"skip\": with onError=\"stop\" one rejected record is enough; remove one of them"
                            .formatted(job.maxErrors));
        }
        return new JobLimits(
                job.maxErrors,
                job.timeLimit == null ? null : Amounts.duration(job.timeLimit),
                new JobChecks(job.sourceSchema, job.targetSchema, job.recordIdentifier, job.validateOnly, Map.of()));
    }
}
