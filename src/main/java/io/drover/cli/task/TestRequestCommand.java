package io.drover.cli.task;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.api.Content;
import io.drover.api.Json;
import io.drover.api.TestRequestOperations;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.task.TestAnswer;
import io.drover.task.TestRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test-request",
        description = {
            "Send a request to a remote system and show the answer: what a task would send and be answered, with its"
                    + " authentication, envelope and time-outs, but once; its jobs get nothing.",
            "Without a task, --url says where to, and --parameter gives the parameters of the part web-service."
        })
public final class TestRequestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Name of a task whose add-in asks a web service.")
    private String task;

    @Option(names = "--url", paramLabel = "URL", description = "Without a task: where the request goes.")
    private String url;

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "The request; else the task's own, and without a task the check.")
    private Path request;

    @Option(
            names = "--check",
            description = "Send <GetEcomData></GetEcomData>, which every connector answers, and take any answer.")
    private boolean check;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "Wins over the task's own; may be given several times. Not an address where a server sends it.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--save", paramLabel = "FILE", description = "Save the answer as it came, whatever it is.")
    private Path save;

    @Option(names = "--force", description = "With --save: also over a file that is there.")
    private boolean force;

    @Option(names = "--show-headers", description = "Show the headers of the answer as well.")
    private boolean showHeaders;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        requireMeaning();
        try (AnswerFile file = AnswerFile.of(save == null ? null : CallerFolder.resolve(save))) {
            TestAnswer answer = send(file.path());
            Path saved = file.keep();
            output.print(answer, () -> TestAnswerText.of(answer, showHeaders, saved));
            return answer.problem() == null ? 0 : 1;
        }
    }

    private void requireMeaning() {
        if ((task == null) == (url == null)) {
            throw usage("give either a task or --url");
        }
        if (check && request != null) {
            throw usage("--check has a request of its own; leave --request out");
        }
        if (request != null && !Files.isRegularFile(CallerFolder.resolve(request))) {
            throw usage("there is no file " + request);
        }
        if (save != null && !force && Files.exists(CallerFolder.resolve(save))) {
            throw usage(save + " is there; give another --save, or --force to replace it");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private TestAnswer send(Path answer) throws IOException {
        String text = request == null ? null : Files.readString(CallerFolder.resolve(request));
        if (task != null) {
            try (Session session = Session.open()) {
                return save(
                        session.ask(TestRequestOperations.class).answer(task, new TestRequest(text, check, parameters)),
                        answer);
            }
        }
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("webServiceUrl", url);
        try (PrivateServer server = PrivateServer.start()) {
            return server.testRequests().send(new TestRequest(text, check || text == null, all), answer);
        }
    }

    private static TestAnswer save(Content content, Path answer) throws IOException {
        try (content) {
            String report = URLDecoder.decode(content.header(TestRequestOperations.REPORT), StandardCharsets.UTF_8);
            TestAnswer result = Json.read(report, new TypeReference<>() {});
            if (result.content() != null) {
                try (OutputStream to = Files.newOutputStream(answer)) {
                    content.writeTo(to);
                }
            }
            return result;
        }
    }

    /** Where an answer goes: under another name until it is whole. */
    private record AnswerFile(Path path, Path save) implements AutoCloseable {

        static AnswerFile of(Path save) throws IOException {
            Path folder = save == null
                    ? Files.createTempDirectory("drover-answer-")
                    : Files.createTempDirectory(save.toAbsolutePath().getParent(), ".drover-answer-");
            return new AnswerFile(folder.resolve("answer"), save);
        }

        /** Gives where it is saved, or null. */
        Path keep() throws IOException {
            return save == null || !Files.exists(path)
                    ? null
                    : Files.move(path, save, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }
}
