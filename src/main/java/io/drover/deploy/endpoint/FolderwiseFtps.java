package io.drover.deploy.endpoint;

import java.util.Map;
import org.apache.camel.FailedToCreateConsumerException;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** FTPS as Camel has it, but that a folder that is not listed is said, and stops no other ({@link EndpointFolders}). */
public final class FolderwiseFtps extends FtpsComponent {
    private final EndpointWatch watch;

    public FolderwiseFtps(EndpointWatch watch) {
        this.watch = watch;
    }

    @Override
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FtpsEndpoint made = (FtpsEndpoint) super.buildFileEndpoint(uri, remaining, parameters);
        FolderwiseOptions.preset(made.getConfiguration());
        return new Endpoint(uri, this, made);
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return FolderwiseOptions.ofEndpoint("ftps", getCamelContext());
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return FolderwiseOptions.ofComponent("ftps", getCamelContext());
    }

    private static final class Endpoint extends FtpsEndpoint {
        private final EndpointWatch watch;
        private FTPClient made;

        Endpoint(String uri, FolderwiseFtps component, FtpsEndpoint made) {
            super(uri, component, made.getConfiguration());
            this.ftpClientKeyStoreParameters = made.getFtpClientKeyStoreParameters();
            this.ftpClientTrustStoreParameters = made.getFtpClientTrustStoreParameters();
            this.ftpClientParameters = made.getFtpClientParameters();
            this.ftpClientConfigParameters = made.getFtpClientConfigParameters();
            this.sslContextParameters = made.getSslContextParameters();
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
