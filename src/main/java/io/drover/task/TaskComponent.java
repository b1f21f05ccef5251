package io.drover.task;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code task:}. */
@Component("task")
public class TaskComponent extends DefaultComponent {

    @Metadata(label = "advanced", autowired = true, description = "The scheduled tasks of this server")
    private Tasks tasks;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        TaskEndpoint endpoint = new TaskEndpoint(uri, this);
        endpoint.setName(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public Tasks getTasks() {
        return tasks;
    }

    /** The scheduled tasks of this server. */
    public void setTasks(Tasks tasks) {
        this.tasks = tasks;
    }
}
