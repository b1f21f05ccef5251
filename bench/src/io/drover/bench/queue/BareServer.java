package io.drover.bench.queue;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * The least that the work costs in this process: Vert.x, a worker pool of 20 threads and the same pool of connections as Drover's, and
 * code that writes the payload and runs the same statements in the same transactions. No tokens, no Camel, no definitions, no
 * limits, no de-duplication. Arguments: port, JDBC URL, data folder.
 */
final class BareServer {
    private static final int FOLDER_DEPTH = 4; // /api/connector/enqueue/ID

    private final Vertx vertx = Vertx.vertx();
    private final BareQueue queue;
    private final BarePayloads payloads;

    private BareServer(BareQueue queue, BarePayloads payloads) {
        this.queue = queue;
        this.payloads = payloads;
    }

    public static void main(String[] args) {
        Settings settings = Settings.of(Map.of("drover.store.url", args[1], "drover.data", args[2]));
        DataSource dataSource = Store.open(settings).dataSource("drover");
        BareQueue queue =
                args[1].startsWith("jdbc:h2:") ? new BareQueue.H2(dataSource) : new BareQueue.Postgres(dataSource);
        BareServer server = new BareServer(queue, new BarePayloads(Path.of(args[2], "payload")));
        server.listen(Integer.parseInt(args[0]));
    }

    private void listen(int port) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::handle)
                .listen()
                .onFailure(e -> {
                    System.err.println(e);
                    System.exit(1);
                });
    }

    private void handle(HttpServerRequest request) {
        String[] path = request.path().split("/", -1);
        if (path.length <= FOLDER_DEPTH) {
            request.response().end(); // asked whether it is there
            return;
        }
        String activity = path[FOLDER_DEPTH];
        if (request.method().equals(HttpMethod.GET)) {
            answer(request, () -> queue.dequeue(activity));
        } else if (path[FOLDER_DEPTH - 1].equals("ack")) {
            request.body().onSuccess(body -> answer(request, () -> queue.ack(activity, new JsonObject(body))));
        } else {
            request.body().onSuccess(body -> answer(request, () -> enqueue(activity, body)));
        }
    }

    private String enqueue(String activity, Buffer body) throws Exception {
        String sha256 = payloads.keep(body.getBytes());
        return "\"" + queue.enqueue(activity, sha256, body.length()) + "\"";
    }

    private void answer(HttpServerRequest request, Callable<String> work) {
        vertx.executeBlocking(work, false).onComplete(done -> {
            if (done.failed()) {
                request.response().setStatusCode(500).end(String.valueOf(done.cause()));
            } else if (done.result() == null) {
                request.response().setStatusCode(204).end();
            } else {
                request.response()
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .end(done.result());
            }
        });
    }
}
