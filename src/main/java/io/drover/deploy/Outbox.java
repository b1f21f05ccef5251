package io.drover.deploy;

import io.drover.deploy.endpoint.EndpointRouteIds;
import io.drover.settings.Settings;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes that send a job's files do to them before and after; see routes/endpoints.camel.yaml. */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.endpoints");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);
    /** Exchange property: which file it was that began to be sent. */
    private static final String IDENTITY = "DroverFileIdentity";

    private final Settings settings;

    public Outbox(Settings settings) {
        this.settings = settings;
    }

    /** Takes note of the file, which the job may replace by a newer one while it is sent. */
    public void take(Exchange exchange) throws IOException {
        exchange.setProperty(IDENTITY, identity(file(exchange)));
    }

    /** Makes the file the attachment of a mail. */
    public void attach(Exchange exchange) {
        File file = file(exchange).toFile();
        exchange.getMessage(AttachmentMessage.class)
                .addAttachment(file.getName(), new DataHandler(new FileDataSource(file)));
        exchange.getMessage().setBody(file.getName() + "\n");
    }

    /** Moves a file that was sent to the archive; one that was replaced meanwhile stays, and is sent as well. */
    public void sent(Exchange exchange) throws IOException {
        Path file = file(exchange);
        String job = EndpointRouteIds.job(exchange.getFromRouteId());
        LOG.info("{}  {}  sent", job, file.getFileName());
        try {
            if (identity(file).equals(exchange.getProperty(IDENTITY))) {
                Path archive = Files.createDirectories(settings.folders().archive(job));
                Files.move(file, archive.resolve(stamped(file.getFileName().toString())));
            }
        } catch (NoSuchFileException e) {
            LOG.info("{}  {}  was removed while it was sent", job, file.getFileName());
        }
    }

    private static Path file(Exchange exchange) {
        GenericFile<?> file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        return Path.of(file.getAbsoluteFilePath());
    }

    private static String identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    }

    private static String stamped(String name) {
        int dot = name.lastIndexOf('.');
        String time = "-" + TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
        return dot <= 0 ? name + time : name.substring(0, dot) + time + name.substring(dot);
    }
}
