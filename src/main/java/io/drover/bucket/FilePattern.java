package io.drover.bucket;

import io.drover.bucket.BucketException.Kind;

/**
 * Which files are meant: {@code *} stands for any characters, {@code ?} for one; all else for itself, whatever its case. The time that it takes
 * grows with the name and the pattern, not faster.
 */
public final class FilePattern {
    private static final int LONGEST = 200;

    private final String written;
    private final int[] pattern;

    private FilePattern(String written) {
        this.written = written;
        this.pattern = BucketFileName.key(written).codePoints().toArray();
    }

    /**
     * Reads a pattern.
     *
     * @param written null: every file
     * @throws BucketException when it cannot be one
     */
    public static FilePattern of(String written) {
        if (written == null || written.isBlank()) {
            return new FilePattern("*");
        }
        if (written.length() > LONGEST || written.indexOf('/') >= 0 || written.indexOf('\\') >= 0) {
            throw new BucketException(
                    Kind.INVALID,
                    "a pattern of files is up to " + LONGEST
                            + " characters without / and \\, such as products_*.csv; * stands for any characters, ? for one");
        }
        return new FilePattern(written);
    }

    public boolean matches(String name) {
        int[] text = BucketFileName.key(name).codePoints().toArray();
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length) {
            if (in < pattern.length && pattern[in] == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length && (pattern[in] == '?' || pattern[in] == text[at])) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == '*') {
            in++;
        }
        return in == pattern.length;
    }

    @Override
    public String toString() {
        return written;
    }
}
