package io.drover.cli.collection;

import io.drover.api.Content;
import io.drover.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "query", description = "Print records that match.")
final class QueryCommand implements Callable<Integer> {
    @Mixin
    private AskedRecords records;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open();
                Content content = records.ask(session)) {
            content.writeTo(System.out); // its octets as they are
            System.out.flush();
            return 0;
        }
    }
}
