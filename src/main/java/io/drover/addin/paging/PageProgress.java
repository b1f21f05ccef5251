package io.drover.addin.paging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run knows of the pages that it has. Used by one thread at a time. */
final class PageProgress {
    /** The number of the page that has a content. */
    private final Map<String, Long> contents = new LinkedHashMap<>();

    private final long earlier;
    private long records;
    private String nextLink;
    private String batchId = "";
    private String remoteTime;

    /** No pages. */
    PageProgress() {
        earlier = 0;
    }

    /** Goes on from the pages of an earlier run. */
    PageProgress(List<String> contents, long records, String nextLink) {
        for (String content : contents) {
            this.contents.put(content, this.contents.size() + 1L);
        }
        this.earlier = contents.size();
        this.records = records;
        this.nextLink = nextLink;
    }

    /**
     * Takes a page.
     *
     * @return the number of the page that has the same content; 0 when there is none
     */
    long add(long itsRecords, String content, String itsNextLink) {
        Long same = contents.putIfAbsent(content, contents.size() + 1L);
        if (same != null) {
            return same;
        }
        records += itsRecords;
        nextLink = itsNextLink;
        return 0;
    }

    long count() {
        return contents.size();
    }

    /** How many an earlier run has fetched. */
    long earlier() {
        return earlier;
    }

    long records() {
        return records;
    }

    String nextLink() {
        return nextLink;
    }

    List<String> contents() {
        return List.copyOf(contents.keySet());
    }

    String batchId() {
        return batchId;
    }

    void batchId(String id) {
        batchId = id;
    }

    String remoteTime() {
        return remoteTime;
    }

    void remoteTime(String time) {
        remoteTime = time;
    }
}
