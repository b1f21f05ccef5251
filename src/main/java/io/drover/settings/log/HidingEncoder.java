package io.drover.settings.log;

import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.drover.settings.secrets.Secrets;
import java.nio.charset.StandardCharsets;

/** Writes what another encoder writes, without secrets. */
final class HidingEncoder<E> extends EncoderBase<E> {
    private final Encoder<E> all;

    HidingEncoder(Encoder<E> all) {
        this.all = all;
    }

    private static byte[] hidden(byte[] bytes) {
        return bytes == null
                ? null
                : Secrets.hide(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return hidden(all.headerBytes());
    }

    @Override
    public byte[] encode(E event) {
        return hidden(all.encode(event));
    }

    @Override
    public byte[] footerBytes() {
        return hidden(all.footerBytes());
    }
}
