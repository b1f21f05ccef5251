package io.drover.provider.excel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many texts by number, in pages of bytes: the first {@link #IN_MEMORY} bytes in memory, the rest in a temporary file, so that
 * a workbook of millions of different texts needs no more memory than one of some.
 */
final class TextStore implements Closeable {
    /** Bytes of the pages that stay in memory. */
    static final long IN_MEMORY = 32L * 1024 * 1024;

    private static final int PAGE_TEXTS = 64;
    /** A page has no more texts once it has so many bytes. */
    private static final int PAGE_BYTES = 256 * 1024;

    private final long inMemory;
    /** The pages that stay in memory. */
    private final List<byte[]> pages = new ArrayList<>();

    private long memory;
    private Path file;
    private FileChannel channel;
    /** Where the pages in the file begin; the last number is its end. */
    private long[] offsets = new long[1024];

    private int filePages;

    private final List<byte[]> open = new ArrayList<>(PAGE_TEXTS);
    private long openBytes;
    /** By page, the open one included: the number of its first text. */
    private int[] firsts = new int[1024];

    private int closedPages;
    private int size;
    private int lastPage = -1;
    private ByteBuffer last;

    TextStore() {
        this(IN_MEMORY);
    }

    TextStore(long inMemory) {
        this.inMemory = inMemory;
    }

    int size() {
        return size;
    }

    void add(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        open.add(bytes);
        openBytes += bytes.length;
        size++;
        if (open.size() == PAGE_TEXTS || openBytes > PAGE_BYTES) {
            closePage();
        }
    }

    private void closePage() throws IOException {
        ByteBuffer page = ByteBuffer.allocate(
                open.stream().mapToInt(text -> text.length + Integer.BYTES).sum());
        open.forEach(text -> page.putInt(text.length).put(text));
        open.clear();
        openBytes = 0;
        if (++closedPages == firsts.length) {
            firsts = Arrays.copyOf(firsts, firsts.length * 2);
        }
        firsts[closedPages] = size;
        if (channel == null && memory + page.capacity() <= inMemory) {
            pages.add(page.array());
            memory += page.capacity();
        } else {
            writePage(page.flip());
        }
    }

    private void writePage(ByteBuffer page) throws IOException {
        if (channel == null) {
            file = Files.createTempFile("drover-", ".texts");
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        if (filePages + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        long at = offsets[filePages];
        offsets[++filePages] = at + page.remaining();
        while (page.hasRemaining()) {
            at += channel.write(page, at);
        }
    }

    String get(int index) throws IOException {
        int found = Arrays.binarySearch(firsts, 0, closedPages + 1, index);
        int page = found >= 0 ? found : -found - 2;
        int inPage = index - firsts[page];
        if (page == closedPages) {
            return new String(open.get(inPage), StandardCharsets.UTF_8);
        }
        ByteBuffer texts = page(page);
        int position = 0;
        for (int i = 0; i < inPage; i++) {
            position += Integer.BYTES + texts.getInt(position);
        }
        return StandardCharsets.UTF_8
                .decode(texts.slice(position + Integer.BYTES, texts.getInt(position)))
                .toString();
    }

    private ByteBuffer page(int page) throws IOException {
        if (page != lastPage) {
            last = page < pages.size() ? ByteBuffer.wrap(pages.get(page)) : readPage(page - pages.size());
            lastPage = page;
        }
        return last;
    }

    private ByteBuffer readPage(int page) throws IOException {
        long at = offsets[page];
        ByteBuffer texts = ByteBuffer.allocate((int) (offsets[page + 1] - at));
        while (texts.hasRemaining()) {
            at += channel.read(texts, at);
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
