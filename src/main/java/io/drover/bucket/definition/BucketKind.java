package io.drover.bucket.definition;

import io.drover.bucket.definition.BucketDefinition.Existing;
import io.drover.bucket.definition.BucketDefinition.Head;
import io.drover.bucket.definition.BucketDefinition.Retention;
import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.Amounts;
import java.util.Locale;

/** Buckets. */
public final class BucketKind extends Kind<BucketXml, BucketDefinition> {
    public BucketKind() {
        super(FileKind.BUCKET, "bucket", "bucket", "bucket.xsd", BucketXml.class, BucketDefinition.class);
    }

    @Override
    protected BucketDefinition convert(BucketXml written, Problems problems) {
        return new BucketDefinition(
                new Head(
                        written.name,
                        written.title == null || written.title.isBlank() ? written.name : written.title.strip(),
                        written.description == null ? "" : written.description.strip(),
                        problems.file()),
                Existing.valueOf(written.existing.toUpperCase(Locale.ROOT)),
                retention(written.retention, problems),
                written.authorizationPolicy.byClientId(problems));
    }

    private static Retention retention(BucketXml.RetentionXml written, Problems problems) {
        if (written == null) {
            return Retention.NONE;
        }
        if (written.days == 0 && written.size == null) {
            problems.add(written.line, "<retention> needs days, size or both; leave it out and files stay");
        }
        return new Retention(written.days, written.size == null ? 0 : Amounts.bytes(written.size));
    }
}
