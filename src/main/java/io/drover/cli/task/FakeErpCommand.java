package io.drover.cli.task;

import io.drover.cli.session.CallerFolder;
import io.drover.sample.FakeErp;
import io.drover.sample.FakeErpAccess;
import io.drover.sample.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "fake-erp",
        description = {
            "Start a sample remote system on this machine, to try how tasks behave when it does; Ctrl+C stops it.",
            "It answers GetEcomData requests in plain XML, as a NAV codeunit (SOAP) and as F&O's DWService (SOAP, JSON); in pages"
                    + " for the attributes page, pageSize and firstItem of the request's root; and takes orders (EcomOrders).",
            "While it runs, PUT /faults orders other faults, DELETE /faults ends them, GET /orders shows the orders."
        })
public final class FakeErpCommand implements Callable<Integer> {
    private static final String DATA = "Files/samples/adventureworks";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--port",
            defaultValue = "8090",
            paramLabel = "PORT",
            description = "Where it listens, on 127.0.0.1 only; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Its data files, read at each request; else " + DATA + ".")
    private Path data;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = {
                "What goes wrong, as NAME[=VALUE][,every=N][,next=N]; may be given several times:",
                "slow=10s waits; error=500 answers a status; rate-limit=5 answers 429 with Retry-After;"
                        + " redirect=URL; html answers a page; empty; wrong-root=NAME; half ends the XML in the middle;"
                        + " truncated breaks off in the answer; reset breaks off at once; lost does it and breaks off;"
                        + " endless has always one more page; repeated answers page 1 again; refuse-order=ID.",
                "every=3 strikes each third request, next=2 the next two."
            })
    private List<String> faults = List.of();

    @ArgGroup
    private Authentication authentication = new Authentication();

    @Option(
            names = "--token-seconds",
            defaultValue = "3600",
            paramLabel = "N",
            description = "With --client: how long a token is good (default: ${DEFAULT-VALUE}).")
    private int tokenSeconds;

    /** One of several ways. */
    private static final class Authentication {
        @Option(names = "--security-key", paramLabel = "KEY", description = "Wants this in the header SecurityKey.")
        private String securityKey;

        @Option(names = "--basic", paramLabel = "USER:PASSWORD", description = "Wants HTTP Basic authentication.")
        private String basic;

        @Option(
                names = "--client",
                paramLabel = "ID:SECRET",
                description = "Wants a bearer token, which POST /token gives for this client's credentials.")
        private String client;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data == null ? Path.of(DATA) : CallerFolder.resolve(data);
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(command.commandLine(), "there is no folder " + folder + "; give --data");
        }
        FakeErpAccess access = new FakeErpAccess(
                authentication.securityKey, authentication.basic, authentication.client, tokenSeconds);
        try (FakeErp erp = new FakeErp(port, folder.toString(), access, ordered(), this::print)) {
            print("The fake ERP answers at " + erp.url() + "; Ctrl+C stops it");
            print("Other faults: curl -X PUT --data 'error=503,every=3' " + erp.url() + "faults");
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException e) {
            throw new IOException("port " + port + " is in use; give another with --port", e);
        }
    }

    private List<Fault> ordered() {
        try {
            return faults.stream().map(Fault::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--fault: " + e.getMessage(), e);
        }
    }

    private void print(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
