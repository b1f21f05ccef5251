package io.drover.provider.detect;

import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.file.Detection;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.Format;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.TextSource;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.nio.file.Path;

/** The {@code <detect>} source. */
@XmlRootElement(name = "detect")
@XmlAccessorType(XmlAccessType.FIELD)
public final class DetectSource extends TextSource {
    @Override
    public Opener opener(Context context) {
        return file -> {
            Format found = Detection.of(file);
            return new DetectedReader(found, found.source().opener(context).open(file));
        };
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
}
