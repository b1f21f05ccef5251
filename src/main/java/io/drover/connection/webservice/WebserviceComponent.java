package io.drover.connection.webservice;

import io.drover.connection.named.NamedConnections;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** The component {@code webservice:}. */
@Component("webservice")
public class WebserviceComponent extends DefaultComponent {

    @Metadata(label = "advanced", autowired = true, description = "The connections of this server")
    private NamedConnections connections;

    /** What is no option of the endpoint is the query of the address, as with Camel's {@code http:}. */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        WebserviceEndpoint endpoint = new WebserviceEndpoint(uri, this);
        int slash = remaining.indexOf('/');
        endpoint.setConnection(slash < 0 ? remaining : remaining.substring(0, slash));
        endpoint.setPath(slash < 0 ? "" : remaining.substring(slash + 1));
        setProperties(endpoint, parameters);
        endpoint.query(parameters.isEmpty() ? "" : URISupport.createQueryString(parameters));
        parameters.clear();
        return endpoint;
    }

    public NamedConnections getConnections() {
        return connections;
    }

    /** The connections of this server. */
    public void setConnections(NamedConnections connections) {
        this.connections = connections;
    }
}
