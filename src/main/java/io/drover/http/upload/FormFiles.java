package io.drover.http.upload;

import io.drover.http.request.BadRequestException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a multipart form that was taken as it came: each becomes a file of its own, in constant memory. */
public final class FormFiles implements AutoCloseable {
    private static final int CHUNK = 256 * 1024;

    private final HttpPostMultipartRequestDecoder decoder;
    private final Path folder;
    private final List<FormFile> files = new ArrayList<>();

    private FormFiles(HttpPostMultipartRequestDecoder decoder, Path folder) {
        this.decoder = decoder;
        this.folder = folder;
    }

    /**
     * Takes a form apart.
     *
     * @param contentType of the request, with its boundary
     * @param folder where the files are put, empty and of nobody else; removed by {@link #close}
     * @throws BadRequestException when it is no form, or ends in the middle
     */
    @SuppressWarnings("resource") // closed by who gets it
    public static FormFiles of(Upload upload, String contentType, Path folder) throws IOException {
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(true, StandardCharsets.UTF_8);
        factory.setBaseDir(folder.toString());
        factory.setDeleteOnExit(false);
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        FormFiles form;
        try {
            form = new FormFiles(new HttpPostMultipartRequestDecoder(factory, head, StandardCharsets.UTF_8), folder);
        } catch (ErrorDataDecoderException e) {
            throw broken();
        }
        try (InputStream content = upload.content() != null
                ? new ByteArrayInputStream(upload.content())
                : Files.newInputStream(upload.file())) {
            form.read(content);
            return form;
        } catch (ErrorDataDecoderException e) {
            form.close();
            throw broken();
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private static BadRequestException broken() {
        return new BadRequestException(
                "the body is no whole form of files (multipart/form-data): curl sends one by -F 'file[]=@FILE'");
    }

    private void read(InputStream content) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int n = content.readNBytes(buffer, 0, CHUNK); n > 0; n = content.readNBytes(buffer, 0, CHUNK)) {
            decoder.offer(new DefaultHttpContent(Unpooled.copiedBuffer(buffer, 0, n)));
            take();
        }
        decoder.offer(DefaultLastHttpContent.EMPTY_LAST_CONTENT);
        take();
        if (decoder.currentPartialHttpData() != null) {
            throw broken();
        }
    }

    private void take() throws IOException {
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                if (part instanceof FileUpload file) {
                    Path content = folder.resolve(String.valueOf(files.size()));
                    if (file.length() == 0) {
                        Files.createFile(content);
                    } else {
                        file.renameTo(content.toFile());
                    }
                    files.add(new FormFile(file.getName(), file.getFilename(), content));
                }
                decoder.removeHttpDataFromClean(part);
                part.release();
            }
        } catch (EndOfDataDecoderException e) {
            // All of it was read
        }
    }

    public List<FormFile> files() {
        return List.copyOf(files);
    }

    /** The files that nobody has taken are gone then. */
    @Override
    public void close() throws IOException {
        decoder.destroy();

        if (Files.isDirectory(folder)) {
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path each : left) {
                    Files.deleteIfExists(each);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
