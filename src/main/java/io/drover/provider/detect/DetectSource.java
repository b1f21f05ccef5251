package io.drover.provider.detect;

import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.file.Detection;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.Format;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import io.drover.provider.format.TextSource;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The {@code <detect>} source. */
@XmlRootElement(name = "detect")
@XmlAccessorType(XmlAccessType.FIELD)
public final class DetectSource extends TextSource {
    /** What the format that is found is told of its tables. */
    private transient UnaryOperator<SourceFormat> told = format -> format;

    @Override
    public Opener opener(Context context) {
        return file -> {
            Format found = Detection.of(file);
            return new DetectedReader(
                    found, told.apply(found.source()).opener(context).open(file));
        };
    }

    @Override
    public SourceFormat ofEntity(String table, List<String> labels) {
        DetectSource source = new DetectSource();
        source.likeThis(this);
        source.told = format -> format.ofEntity(table, labels);
        return source;
    }

    /** In the format of the first file. */
    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new LateRejects(() -> {
            try (DeliveryFiles files = DeliveryFiles.open(delivery)) {
                DeliveryFile first = files.files().get(0);
                return Detection.of(first).source().rejects(delivery, target);
            }
        });
    }

    /** Not all of the formats that may come do. */
    @Override
    public boolean knowsNull() {
        return false;
    }
}
