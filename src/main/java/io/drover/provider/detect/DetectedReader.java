package io.drover.provider.detect;

import io.drover.provider.RecordReader;
import io.drover.provider.format.Format;
import io.drover.provider.forward.ForwardingReader;
import java.util.List;
import java.util.stream.Stream;

/** The reader of a file whose format was detected, which it remarks. */
final class DetectedReader extends ForwardingReader {
    private final Format detected;

    DetectedReader(Format detected, RecordReader reader) {
        super(reader);
        this.detected = detected;
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(Stream.of("detected " + detected.element()), super.remarks().stream())
                .toList();
    }
}
