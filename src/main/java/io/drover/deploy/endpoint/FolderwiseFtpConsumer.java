package io.drover.deploy.endpoint;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.remote.FtpConsumer;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** Fetches by FTP as Camel does, but knows a folder that the server does not list from one that is empty. */
final class FolderwiseFtpConsumer extends FtpConsumer {
    private final EndpointWatch watch;
    private final FTPClient client;
    private final boolean lists;
    private long folders;

    FolderwiseFtpConsumer(
            FtpEndpoint<FTPFile> endpoint,
            Processor processor,
            FtpOperations operations,
            GenericFileProcessStrategy<FTPFile> strategy,
            FTPClient client,
            EndpointWatch watch) {
        super(endpoint, processor, operations, strategy);
        this.client = client;
        this.lists = endpoint.getConfiguration().isUseList();
        this.watch = watch;
    }

    @Override
    protected boolean doPollDirectory(
            Exchange dynamic, String absolutePath, String dirName, List<GenericFile<FTPFile>> fileList, int depth) {
        long mine = ++folders;
        boolean more = super.doPollDirectory(dynamic, absolutePath, dirName, fileList, depth);
        // Where no folder below was listed since, what the server said last it said of this one
        if (lists && folders == mine) {
            EndpointFolders.requireListed(client, absolutePath);
        }
        return more;
    }

    @Override
    protected boolean ignoreCannotRetrieveFile(String name, Exchange exchange, Exception cause) {
        return super.ignoreCannotRetrieveFile(name, exchange, cause)
                || (exchange == null && name != null && watch.passesOver(this, name, cause));
    }
}
