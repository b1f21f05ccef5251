package io.drover.cli.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.CollectionOperations;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.collection.schema.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description =
                "Store the records of a file, a JSON object a line. What is refused is named by its line, and fails the"
                        + " command; the others are stored.")
final class PutCommand implements Callable<Integer> {
    private static final int RECORDS = 1_000;
    /** A request takes no more than drover.http.max-body. */
    private static final int CHARACTERS = 1_000_000;

    private static final List<String> OUTCOMES = List.of("created", "updated", "unchanged", "ignored", "refused");

    @Parameters(index = "0", paramLabel = "CODE", description = CollectionCommand.CODE)
    private String code;

    @Parameters(index = "1", paramLabel = "FILE", description = "A file of JSON Lines, in UTF-8.")
    private Path file;

    @Option(
            names = "--if-exists",
            defaultValue = "replace",
            description = "What becomes of a record that is there: ${COMPLETION-CANDIDATES}; replace when left out.")
    private Existing ifExists;

    @Mixin
    private Output output;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** What becomes of a record that is there. */
    enum Existing {
        refuse,
        ignore,
        replace,
        merge
    }

    /** A record of the file. */
    private record Line(long number, JsonNode record) {}

    @Override
    public Integer call() throws IOException {
        OUTCOMES.forEach(outcome -> counts.put(outcome, 0L));
        try (Session session = Session.open();
                BufferedReader lines = Files.newBufferedReader(CallerFolder.resolve(file), StandardCharsets.UTF_8)) {
            store(session.ask(CollectionOperations.class), lines);
        }
        output.print(counts, () -> counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", ")));
        return counts.get("refused") == 0 ? 0 : 1;
    }

    private void store(CollectionOperations collections, BufferedReader lines) throws IOException {
        List<Line> some = new ArrayList<>();
        long characters = 0;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                some.add(new Line(number, RecordText.read(line)));
            } catch (IllegalArgumentException e) {
                refuse(number, e.getMessage());
                continue;
            }
            characters += line.length();
            if (some.size() == RECORDS || characters > CHARACTERS) {
                store(collections, some);
                some.clear();
                characters = 0;
            }
        }
        if (!some.isEmpty()) {
            store(collections, some);
        }
    }

    private void refuse(long line, String why) {
        counts.merge("refused", 1L, Long::sum);
        output.note(file + ":" + line + ": " + why);
    }

    private void store(CollectionOperations collections, List<Line> some) {
        ObjectNode body = RecordJson.object();
        ArrayNode records = body.putArray("dataRecords");
        some.forEach(line -> records.add(line.record()));
        body.put("ifExists", ifExists.name());
        JsonNode answer = RecordText.read(collections.put(code, RecordJson.write(body)));
        for (String outcome : OUTCOMES.subList(0, OUTCOMES.size() - 1)) {
            counts.merge(outcome, answer.path(outcome).asLong(), Long::sum);
        }
        for (int i = 0; i < some.size(); i++) {
            JsonNode error = answer.path("data").path(i).path("error");
            if (!error.isMissingNode()) {
                List<String> messages = new ArrayList<>();
                error.path("messages")
                        .forEach(each -> messages.add((each.path("path").asText() + " "
                                        + each.path("message").asText())
                                .strip()));
                refuse(some.get(i).number(), String.join("; ", messages));
            }
        }
    }
}
