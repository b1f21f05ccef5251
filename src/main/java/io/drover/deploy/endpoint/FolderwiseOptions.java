package io.drover.deploy.endpoint;

import org.apache.camel.CamelContext;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PluginHelper;

/** The options of Camel's components for FTP, FTPS and SFTP, for our subclasses: Camel finds them by an annotation, which subclasses do not have. */
final class FolderwiseOptions {
    private FolderwiseOptions() {}

    static PropertyConfigurer ofEndpoint(String scheme, CamelContext camel) {
        return find(scheme + "-endpoint-configurer", camel);
    }

    static PropertyConfigurer ofComponent(String scheme, CamelContext camel) {
        return find(scheme + "-component-configurer", camel);
    }

    private static PropertyConfigurer find(String name, CamelContext camel) {
        return PluginHelper.getConfigurerResolver(camel).resolvePropertyConfigurer(name, camel);
    }

    /** What differs from Camel's defaults. */
    static void preset(RemoteFileConfiguration configuration) {
        // Else a server that is away is nowhere seen; a URI may say otherwise
        configuration.setThrowExceptionOnConnectFailed(true);
    }
}
