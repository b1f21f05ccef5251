package io.drover.addin.images;

import io.drover.addin.FileRemoval;
import io.drover.addin.ParameterValues;
import io.drover.addin.TablesFile;
import io.drover.addin.TaskWork;
import io.drover.addin.images.ImageDownload.Limits;
import io.drover.addin.images.ImageIndex.Entry;
import io.drover.connection.Retries;
import io.drover.connection.webservice.WebServices;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** The bean that routes/add-ins/import-perfion-images.camel.yaml calls. Thread-safe. */
public final class PerfionImages {
    private static final String RUN = "DroverImageRun";
    private static final List<String> COLUMNS =
            List.of("ItemType", "ItemId", "ItemNumber", "Feature", "Language", "Sequence", "ImageId", "FileName");

    private final Settings settings;
    private final WebServices webServices;

    public PerfionImages(Settings settings, WebServices webServices) {
        this.settings = settings;
        this.webServices = webServices;
    }

    /**
     * Gets the images of the answer that is the body. The body is then a file of tables that says which image belongs to what, or
     * null when the task has no jobs. That images failed says {@link #finish}.
     *
     * @throws ImagesException when the answer has none
     * @throws IllegalArgumentException when a parameter is wrong
     */
    public void get(Exchange exchange) throws IOException, InterruptedException, InvalidPayloadException {
        ParameterValues parameters = ParameterValues.of(exchange);
        MediaAddress address = new MediaAddress(parameters);
        ImageFolder folder = new ImageFolder(folder(parameters));
        PerfionAnswer answer = answer(exchange, parameters, folder);
        ImageIndex index = new ImageIndex(folder, parameters.text("task"));
        index.name(answer.images(), address.format());
        ImageDownload download =
                new ImageDownload(folder, address, webServices.credentials(exchange), limits(parameters));
        ImageRun run = new ImageRun(index, folder, download);
        run.get(
                answer.images(),
                parameters.number("parallelDownloads", 1, 64),
                parameters.duration("downloadTimeLimit"),
                exchange.getContext()::isStopping);
        if (parameters.flag("removeMissing")) {
            run.removeOthers(answer.images());
        }
        exchange.setProperty(RUN, run);
        exchange.getMessage()
                .setBody(relations(exchange, parameters, answer, index).orElse(null));
    }

    /**
     * Ends the run.
     *
     * @throws ImagesException when images failed and the task does not say that they may
     */
    public void finish(Exchange exchange) throws ImagesException {
        ImageRun run = exchange.getProperty(RUN, ImageRun.class);
        String failure = run.failure();
        if (failure != null && !ParameterValues.of(exchange).text("onFailure").equalsIgnoreCase("report")) {
            throw new ImagesException(failure);
        }
        TaskWork.of(exchange).report(failure == null ? run.report() : failure);
    }

    private Path folder(ParameterValues parameters) {
        String folder = parameters.text("folder");
        return settings.path("drover.files")
                .toAbsolutePath()
                .resolve(folder.isEmpty() ? "Images" : folder)
                .normalize();
    }

    private static PerfionAnswer answer(Exchange exchange, ParameterValues parameters, ImageFolder folder)
            throws IOException, InvalidPayloadException {
        PerfionAnswer answer = new PerfionAnswer(parameters.words("imageFeatures"), folder.path());
        try (InputStream body = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            answer.read(body);
        }
        if (answer.images().isEmpty()) {
            throw new ImagesException("the answer of the Perfion API has no images"
                    + (parameters.text("imageFeatures").isEmpty()
                            ? " (no value with a GUID and the name of a file)"
                            : " of the features " + parameters.words("imageFeatures"))
                    + "; nothing was changed: look at the parameter query");
        }
        return answer;
    }

    private static Limits limits(ParameterValues parameters) {
        return new Limits(
                parameters.number("maxImageSize", 1, Integer.MAX_VALUE),
                parameters.duration("downloadTimeout"),
                new Retries(
                        parameters.number("downloadRetries", 0, 10),
                        parameters.duration("downloadRetryDelay"),
                        true,
                        parameters.duration("downloadTimeLimit"),
                        "downloadTimeLimit"));
    }

    private Optional<Object> relations(
            Exchange exchange, ParameterValues parameters, PerfionAnswer answer, ImageIndex index) throws IOException {
        String table = parameters.text("relationTable");
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Path path = Files.createTempFile("drover-images-", ".xml");
        exchange.getExchangeExtension().addOnCompletion(new FileRemoval(path));
        try (TablesFile file = new TablesFile(path)) {
            file.table(table, COLUMNS, parameters.flag("removeMissing"));
            for (ImageRelation relation : answer.relations()) {
                Optional<Entry> image = index.find(relation.image()).filter(entry -> entry.size() >= 0);
                if (image.isPresent()) { // else the file is not there, and nobody should show it
                    file.row(Arrays.asList(
                            relation.item().type(),
                            relation.item().id(),
                            relation.item().number(),
                            relation.feature(),
                            relation.language(),
                            relation.sequence(),
                            relation.image(),
                            image.get().file()));
                }
            }
        }
        return Optional.of(path.toFile());
    }
}
