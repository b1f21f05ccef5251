package io.drover.deploy.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What an export holds, as its manifest.json says it.
 *
 * @param format of the export
 * @param drover version of the Drover that made it
 * @param created the instant, ISO 8601
 */
record TransferManifest(int format, String drover, String created, List<Entry> files) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    TransferManifest {
        files = List.copyOf(files);
    }

    /** A file of it. */
    record Entry(String path, long bytes, String sha256) {
        static Entry of(String path, byte[] content) {
            return new Entry(path, content.length, hash(content));
        }
    }

    byte[] json() {
        try {
            return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The manifest of what a zip holds, which is all that it says and nothing else.
     *
     * @throws IllegalArgumentException when it is not; the message is for the user
     */
    static TransferManifest check(Map<String, byte[]> files) {
        TransferManifest manifest = read(files.get(NAME));
        for (Entry entry : manifest.files) {
            byte[] content = files.get(entry.path());
            if (content == null || !Entry.of(entry.path(), content).equals(entry)) {
                throw new IllegalArgumentException(entry.path()
                        + " is not in the export as its manifest says: export it again, and leave the zip as it is");
            }
        }
        TransferPaths.require(manifest.files.stream().map(Entry::path).toList());
        if (files.size() != manifest.files.size() + 1) {
            throw new IllegalArgumentException("the export has files that its manifest does not name: export it again");
        }
        return manifest;
    }

    private static TransferManifest read(byte[] json) {
        if (json == null) {
            throw new IllegalArgumentException("the zip has no " + NAME + ": it is not what \"drover export\" makes");
        }
        try {
            TransferManifest manifest = JSON.readValue(json, TransferManifest.class);
            if (manifest.format != FORMAT) {
                throw new IllegalArgumentException("the export has the format " + manifest.format + ", of Drover "
                        + manifest.drover + "; this one reads " + FORMAT);
            }
            return manifest;
        } catch (IOException | NullPointerException e) {
            throw new IllegalArgumentException("the export's " + NAME + " cannot be read: export it again", e);
        }
    }

    static String hash(byte[] content) {
        return DigestUtils.sha256Hex(content);
    }
}
