package io.drover.job;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code job:}. */
@Component("job")
public class JobComponent extends DefaultComponent {

    @Metadata(label = "advanced", autowired = true, description = "The jobs of this server")
    private Jobs jobs;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        JobEndpoint endpoint = new JobEndpoint(uri, this);
        endpoint.setNames(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public Jobs getJobs() {
        return jobs;
    }

    /** The jobs of this server. */
    public void setJobs(Jobs jobs) {
        this.jobs = jobs;
    }
}
