package io.drover.deploy.endpoint;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpConsumer;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.spi.PropertyConfigurer;

/** SFTP as Camel has it, but that a folder below which cannot be listed stops no other ({@link EndpointFolders}). */
@SuppressWarnings("rawtypes") // as Camel has it
public final class FolderwiseSftp extends SftpComponent {
    private final EndpointWatch watch;

    public FolderwiseSftp(EndpointWatch watch) {
        this.watch = watch;
    }

    @Override
    protected GenericFileEndpoint<SftpRemoteFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SftpEndpoint made = (SftpEndpoint) super.buildFileEndpoint(uri, remaining, parameters);
        FolderwiseOptions.preset(made.getConfiguration());
        return new Endpoint(uri, this, made.getConfiguration());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return FolderwiseOptions.ofEndpoint("sftp", getCamelContext());
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return FolderwiseOptions.ofComponent("sftp", getCamelContext());
    }

    private static final class Endpoint extends SftpEndpoint {
        private final EndpointWatch watch;

        Endpoint(String uri, FolderwiseSftp component, SftpConfiguration configuration) {
            super(uri, component, configuration);
            this.watch = component.watch;
        }

        @Override
        protected RemoteFileConsumer<SftpRemoteFile> buildConsumer(Processor processor) {
            return new SftpConsumer(
                    this,
                    processor,
                    createRemoteFileOperations(),
                    processStrategy != null ? processStrategy : createGenericFileStrategy()) {
                @Override
                protected boolean ignoreCannotRetrieveFile(String name, Exchange exchange, Exception cause) {
                    return super.ignoreCannotRetrieveFile(name, exchange, cause)
                            || (exchange == null && name != null && watch.passesOver(this, name, cause));
                }
            };
        }
    }
}
