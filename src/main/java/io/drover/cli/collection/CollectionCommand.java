package io.drover.cli.collection;

import io.drover.api.CollectionOperations;
import io.drover.api.CollectionOperations.CollectionView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "collection",
        description = "Look at collections, or read and write their records.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CollectionCommand.ListThem.class,
            QueryCommand.class,
            CollectionCommand.Get.class,
            PutCommand.class,
            CollectionCommand.Remove.class,
            ExportRecordsCommand.class
        })
public final class CollectionCommand {
    static final String CODE = "Code of the collection.";

    @Command(name = "list", description = "List the collections.")
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                List<CollectionView> collections =
                        session.ask(CollectionOperations.class).collections();
                output.print(collections, () -> table(collections));
                return 0;
            }
        }

        private static String table(List<CollectionView> collections) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("collection", "identifier", "title"));
            collections.forEach(each ->
                    lines.add(List.of(each.collectionCode(), each.dataRecordIdentifierProperty(), each.name())));
            return Output.table(lines);
        }
    }

    @Command(name = "get", description = "Print a record as JSON.")
    static final class Get implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "CODE", description = CODE)
        private String code;

        @Parameters(index = "1", paramLabel = "ID", description = "Identifier of the record.")
        private String id;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                RecordText.print(session.ask(CollectionOperations.class).record(code, id) + "\n");
                return 0;
            }
        }
    }

    @Command(name = "rm", description = "Remove records. Those that are not there are named, and fail the command.")
    static final class Remove implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "CODE", description = CODE)
        private String code;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "Identifiers of records.")
        private List<String> ids;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                List<String> removed = RecordText.removed(
                        session.ask(CollectionOperations.class).remove(code, RecordText.identifiers(ids)));
                output.print(
                        removed,
                        () -> String.format(
                                Locale.ROOT,
                                "removed %d %s",
                                removed.size(),
                                removed.size() == 1 ? "record" : "records"));
                List<String> missing =
                        ids.stream().filter(id -> !removed.contains(id)).toList();
                missing.forEach(id -> output.note("there is no record '" + id + "'"));
                return missing.isEmpty() ? 0 : 1;
            }
        }
    }
}
