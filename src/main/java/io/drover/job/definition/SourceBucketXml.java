package io.drover.job.definition;

import io.drover.bucket.BucketException;
import io.drover.bucket.FilePattern;
import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.format.BucketSource;
import io.drover.provider.format.BucketSource.Outcomes;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Set;

/** {@code <bucket>} of a source as written. */
@XmlAccessorType(XmlAccessType.FIELD)
final class SourceBucketXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String files;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String take;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String order;

    @XmlElement
    Outcome processed;

    @XmlElement
    Outcome skipped;

    @XmlElement
    Outcome invalid;

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Outcome extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String bucket;

        static String name(Outcome outcome, String otherwise) {
            return outcome == null || outcome.bucket == null ? otherwise : outcome.bucket;
        }
    }

    BucketSource convert(Problems problems) {
        boolean last = take.equals("last");
        if (last && skipped == null) {
            problems.add(line, "take=\"last\" needs <skipped>: the bucket that gets the files which are not read");
        }
        try {
            FilePattern.of(files);
        } catch (BucketException e) {
            problems.add(line, "files: " + e.getMessage());
        }
        BucketSource source = new BucketSource(
                name,
                files,
                last,
                order.equals("time"),
                new Outcomes(
                        Outcome.name(processed, "processed"),
                        last ? Outcome.name(skipped, "skipped") : null,
                        Outcome.name(invalid, "invalid")));
        if (source.names().skip(1).anyMatch(name::equalsIgnoreCase)) {
            problems.add(
                    line, "the job would read its files again: name other buckets than " + name + " for what is done");
        }
        return source;
    }

    /** The buckets that are named and not there. */
    void check(BucketSource source, Set<String> there, Problems problems) {
        source.names()
                .distinct()
                .filter(each -> there.stream().noneMatch(each::equalsIgnoreCase))
                .forEach(each ->
                        problems.add(line, "there is no bucket '" + each + "'; there are " + String.join(", ", there)));
    }
}
