package io.drover.http.upload;

import java.util.Map;

/**
 * Decides on an upload by its head: what will be refused is refused before a byte of it is read, so that who may not upload does not
 * fill the disk. May wait; thread-safe.
 */
@FunctionalInterface
public interface UploadCheck {
    /**
     * Whether the body is taken.
     *
     * @return how many bytes of it at most
     * @throws RefusedUploadException with the answer
     */
    long most(UploadHead head) throws RefusedUploadException;

    /** An upload that is not taken. */
    final class RefusedUploadException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient Map<String, String> headers;
        private final transient byte[] body;

        /** @param headers of the answer, with its content type */
        public RefusedUploadException(int status, Map<String, String> headers, byte[] body) {
            super("refused with " + status, null, false, false);
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
        }

        public int status() {
            return status;
        }

        public Map<String, String> headers() {
            return headers;
        }

        public byte[] body() {
            return body.clone();
        }
    }
}
