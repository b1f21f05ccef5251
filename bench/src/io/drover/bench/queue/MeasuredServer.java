package io.drover.bench.queue;

/** A server that is measured. It runs from its making to its close. */
interface MeasuredServer extends AutoCloseable {
    /** As the table calls it. */
    String title();

    Target target();

    /** Processor time that its process has taken, in seconds; 0 when it is not known. */
    double cpuSeconds();

    @Override
    void close();
}
