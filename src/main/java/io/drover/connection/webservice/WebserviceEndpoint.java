package io.drover.connection.webservice;

import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.definition.NoServerException;
import java.util.Locale;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/** Call the system of a connection, which says address, credentials, limits, time-outs and retries. */
@UriEndpoint(
        firstVersion = "0.2.0",
        scheme = "webservice",
        title = "Web Service",
        syntax = "webservice:connection/path",
        producerOnly = true,
        lenientProperties = true,
        category = {Category.HTTP})
public class WebserviceEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the connection, of Files/Integration/Connections")
    @Metadata(required = true)
    private String connection;

    @UriPath(
            description =
                    "Path below the base URL of the connection, without a query: what is no option of the endpoint is the"
                            + " query of the address")
    private String path = "";

    @UriParam(
            enums = "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS",
            description =
                    "HTTP method. When left out, that of the header CamelHttpMethod, else POST for a message with a body and"
                            + " GET for one without")
    private String method;

    @UriParam(
            defaultValue = "true",
            description =
                    "Whether a status other than 200 to 299 is a failure, which is tried again when it may pass, and thrown as"
                            + " one line with what the system said. With false each answer is the message, whatever its status")
    private boolean throwExceptionOnFailure = true;

    private String query = "";

    public WebserviceEndpoint(String uri, WebserviceComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new WebserviceProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "webservice: can only be sent to; to ask again and again, let a timer: or quartz: begin the route");
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    /**
     * The connection as it is now; waits for one that is not known yet while definitions are being loaded.
     *
     * @throws io.drover.definition.UnknownNameException when there is none
     */
    Connection named() throws InterruptedException {
        NamedConnections connections =
                NoServerException.require("webservice", ((WebserviceComponent) getComponent()).getConnections());
        return connections.settled(connection);
    }

    void query(String encoded) {
        query = encoded;
    }

    /** Path and query. */
    String target() {
        return UnsafeUriCharactersEncoder.encodeHttpURI(query.isEmpty() ? path : path + "?" + query);
    }

    public String getConnection() {
        return connection;
    }

    /** Name of the connection. */
    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getPath() {
        return path;
    }

    /** Path below the base URL of the connection. */
    public void setPath(String path) {
        this.path = path;
    }

    public String getMethod() {
        return method;
    }

    /** HTTP method. */
    public void setMethod(String method) {
        this.method = method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    /** Whether a status other than 200 to 299 is a failure. */
    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }
}
