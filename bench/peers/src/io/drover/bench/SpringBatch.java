package io.drover.bench;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs a job of one step of chunks, without the tables in which Spring Batch would note its progress. */
final class SpringBatch {
    private SpringBatch() {}

    /** Gives the number of items written. */
    static <T> long run(ItemReader<T> reader, ItemWriter<T> writer, PlatformTransactionManager transactions, int chunk)
            throws Exception {
        JobRepository repository = new ResourcelessJobRepository();
        Step step = new StepBuilder("step", repository)
                .<T, T>chunk(chunk)
                .transactionManager(transactions)
                .reader(reader)
                .writer(writer)
                .build();
        Job job = new JobBuilder("job", repository).start(step).build();
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(registry);
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        JobExecution execution = operator.start(job, new JobParameters());
        if (!execution.getAllFailureExceptions().isEmpty()) {
            throw new IllegalStateException(execution.getAllFailureExceptions().get(0));
        }
        return execution.getStepExecutions().stream()
                .mapToLong(StepExecution::getWriteCount)
                .sum();
    }
}
