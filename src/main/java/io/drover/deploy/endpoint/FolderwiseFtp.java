package io.drover.deploy.endpoint;

import java.util.Map;
import org.apache.camel.FailedToCreateConsumerException;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpComponent;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** FTP as Camel has it, but that a folder that is not listed is said, and stops no other ({@link EndpointFolders}). */
public final class FolderwiseFtp extends FtpComponent {
    private final EndpointWatch watch;

    public FolderwiseFtp(EndpointWatch watch) {
        this.watch = watch;
    }

    @Override
    @SuppressWarnings("unchecked") // it makes no other
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FtpEndpoint<FTPFile> made = (FtpEndpoint<FTPFile>) super.buildFileEndpoint(uri, remaining, parameters);
        FolderwiseOptions.preset(made.getConfiguration());
        return new Endpoint(uri, this, made);
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return FolderwiseOptions.ofEndpoint("ftp", getCamelContext());
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return FolderwiseOptions.ofComponent("ftp", getCamelContext());
    }

    private static final class Endpoint extends FtpEndpoint<FTPFile> {
        private final EndpointWatch watch;
        private FTPClient made;

        Endpoint(String uri, FolderwiseFtp component, FtpEndpoint<FTPFile> made) {
            super(uri, component, made.getConfiguration());
            this.ftpClientParameters = made.getFtpClientParameters();
            this.ftpClientConfigParameters = made.getFtpClientConfigParameters();
            this.watch = component.watch;
        }

        @Override
        protected FTPClient createFtpClient() throws Exception {
            made = super.createFtpClient();
            return made;
        }

        @Override
        protected RemoteFileConsumer<FTPFile> buildConsumer(Processor processor) {
            try {
                FtpOperations operations = (FtpOperations) createRemoteFileOperations();
                return new FolderwiseFtpConsumer(
                        this,
                        processor,
                        operations,
                        processStrategy != null ? processStrategy : createGenericFileStrategy(),
                        getFtpClient() == null ? made : getFtpClient(),
                        watch);
            } catch (Exception e) {
                throw new FailedToCreateConsumerException(this, e);
            }
        }
    }
}
