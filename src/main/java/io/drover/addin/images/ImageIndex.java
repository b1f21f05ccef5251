package io.drover.addin.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which image is in which file of a folder, and what the media service said of it: kept in a file beside the images, so that the
 * next run asks only for what has changed, and takes no file away that is not of this task. Thread-safe.
 */
final class ImageIndex {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ImageFolder folder;
    private final Path file;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * An image.
     *
     * @param id of the image
     * @param file name of its file
     * @param url where it came from; null while it has not come
     * @param validators of the answer
     * @param modified what Perfion said of its age
     * @param size of the file in bytes; -1 while it is not there
     */
    record Entry(String id, String file, String url, @JsonUnwrapped Validators validators, String modified, long size) {
        static Entry ofName(String id, String file) {
            return new Entry(id, file, null, Validators.NONE, "", -1);
        }
    }

    /** By what a service is asked whether an image has changed: ETag and Last-Modified of its answer, each perhaps null. */
    record Validators(String etag, String lastModified) {
        static final Validators NONE = new Validators(null, null);
    }

    ImageIndex(ImageFolder folder, String task) throws IOException {
        this.folder = folder;
        this.file = folder.file(".drover-images-" + ImageFolder.safe(task, "") + ".json");
        if (Files.exists(file)) {
            try {
                List<Entry> known = JSON.readValue(Files.readString(file), new TypeReference<>() {});
                known.forEach(this::put);
            } catch (JsonProcessingException e) {
                throw new ImagesException(
                        file + " cannot be read: " + e.getOriginalMessage()
                                + ". Without it all images are downloaded again, beside those that are there: delete"
                                + " the folder, or only this file",
                        e);
            }
        }
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    void put(Entry entry) {
        entries.put(entry.id(), entry);
    }

    void remove(String id) {
        entries.remove(id);
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /**
     * Gives each image the name of its file, and keeps that. An image keeps the name that it had; of two that want the same, the
     * second gets a part of its id.
     *
     * @param format ending of all names; or empty
     */
    void name(List<ImageValue> images, String format) throws IOException {
        Set<String> foreign = folder.taken();
        all().forEach(entry -> foreign.remove(ImageFolder.same(entry.file())));
        Set<String> taken = new HashSet<>(foreign);
        List<ImageValue> unnamed = new ArrayList<>();
        for (ImageValue image : images) {
            Entry known = entries.get(image.id());
            String wish = ImageFolder.safe(image.name(), format);
            boolean keeps = known != null
                    && (known.file().equals(wish) || known.file().equals(withId(wish, image)))
                    && taken.add(ImageFolder.same(known.file()));
            if (!keeps) {
                unnamed.add(image);
            }
        }
        // Names of images that are in the answer no more stay taken, for their files may stay
        Set<String> present = new HashSet<>();
        images.forEach(image -> present.add(image.id()));
        all().stream()
                .filter(entry -> !present.contains(entry.id()))
                .forEach(entry -> taken.add(ImageFolder.same(entry.file())));
        for (ImageValue image : unnamed) {
            String wish = ImageFolder.safe(image.name(), format);
            String name = taken.add(ImageFolder.same(wish)) ? wish : withId(wish, image);
            taken.add(ImageFolder.same(name));
            rename(image.id(), name);
        }
        save();
    }

    private static String withId(String name, ImageValue image) {
        String id = image.id().replaceAll("[^0-9A-Za-z-]", "");
        return ImageFolder.with(
                name, id.length() > 36 ? Integer.toHexString(image.id().hashCode()) : id);
    }

    /** What was known of an image under another name counts no more. */
    private void rename(String id, String name) throws IOException {
        Entry old = entries.get(id);
        put(Entry.ofName(id, name));
        if (old != null && all().stream().noneMatch(entry -> entry.file().equals(old.file()))) {
            folder.delete(old.file());
        }
    }

    /** Writes it whole or not at all. */
    void save() throws IOException {
        Path temporary = folder.temporary();
        Files.writeString(temporary, JSON.writeValueAsString(all()));
        folder.put(temporary, file.getFileName().toString());
    }
}
