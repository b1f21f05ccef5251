package io.drover.deploy.endpoint;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/**
 * Folders at servers that cannot be listed. One below the folder of the endpoint stops no other; the folder of the endpoint itself is the whole
 * endpoint, and its failure is said as such. A connection that breaks is no matter of a folder.
 */
final class EndpointFolders {
    private static final Pattern FORBIDDEN = Pattern.compile("(?i)denied|permission|not allowed|forbidden|access");

    private EndpointFolders() {}

    /** Whether a server has answered that this very folder is not listed to us. */
    static boolean isRefusal(Exception failure) {
        if (!(failure instanceof GenericFileOperationFailedException refused)) {
            return false;
        }
        if (refused.getCause() instanceof SftpException sftp) {
            return sftp.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                    || sftp.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                    || (sftp.id == ChannelSftp.SSH_FX_FAILURE && sftp.getCause() == null);
        }
        return refused.getCause() == null
                && (FTPReply.isNegativePermanent(refused.getCode()) || FTPReply.isNegativeTransient(refused.getCode()));
    }

    /**
     * What the client of FTP keeps to itself: that no list came because the server refused it. Some servers refuse to list an empty folder; they
     * are asked whether one can go there.
     *
     * @throws GenericFileOperationFailedException when it did
     */
    static void requireListed(FTPClient client, String folder) {
        int code = client.getReplyCode();
        if (!FTPReply.isNegativePermanent(code) && !FTPReply.isNegativeTransient(code)) {
            return;
        }
        String said = client.getReplyString().strip();
        if (FORBIDDEN.matcher(said).find() || !isThere(client, folder)) {
            throw new GenericFileOperationFailedException(code, said, "Cannot list directory: " + folder);
        }
    }

    private static boolean isThere(FTPClient client, String folder) {
        try {
            String before = client.printWorkingDirectory();
            boolean there = client.changeWorkingDirectory(folder);
            return there && client.changeWorkingDirectory(before);
        } catch (IOException e) {
            throw new GenericFileOperationFailedException("Cannot list directory: " + folder, e);
        }
    }
}
