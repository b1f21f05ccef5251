package io.drover.task;

import io.drover.definition.NoServerException;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Run a scheduled task: its add-in, and the jobs its file goes to. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "task",
        title = "Scheduled Task",
        syntax = "task:name",
        producerOnly = true,
        remote = false,
        category = {Category.SCHEDULING})
public class TaskEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the scheduled task")
    @Metadata(required = true)
    private String name;

    @UriParam(
            defaultValue = "false",
            description =
                    "Run only if an instant of the task's schedule has come since the last time, and not if the task is still"
                            + " running; each instant is recorded. What a tick sends")
    private boolean due;

    public TaskEndpoint(String uri, TaskComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                Tasks tasks = NoServerException.require("task", ((TaskComponent) getComponent()).getTasks());
                if (due) {
                    tasks.tick(name);
                } else {
                    exchange.getMessage().setBody(tasks.run(name));
                }
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("task: can only be sent to; its schedule is in its definition");
    }

    public String getName() {
        return name;
    }

    /** Name of the scheduled task. */
    public void setName(String name) {
        this.name = name;
    }

    public boolean isDue() {
        return due;
    }

    /** Run only if an instant of the task's schedule has come since the last time. */
    public void setDue(boolean due) {
        this.due = due;
    }
}
