package io.drover.docs;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import io.drover.api.ApiParameter;
import io.drover.api.Query;
import io.drover.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of all operations of the API. */
final class OperationsPage {
    private OperationsPage() {}

    static String text() {
        Markdown page = new Markdown("Operations of the API", "the interfaces in io.drover.api");
        page.paragraph(
                """
                Every operation below `/api`, with who may ask for it and what it takes. [API](api.md) has the rules that hold for all, and
                examples; `/docs/api` of a running server shows the answers.
                """);
        for (ApiOperation operation : ApiOperations.all()) {
            if (operation.isPlain()) {
                page.heading(operation.method() + " " + operation.path())
                        .paragraph(operation.says().summary() + ". "
                                + operation.says().description())
                        .paragraph("For " + who(operation.says().access()) + ". Answer: "
                                + operation.says().answer());
                page.table(List.of("parameter", "", "meaning"), rows(operation));
            }
        }
        return page.toString();
    }

    private static String who(Access access) {
        return access.enough().isEmpty()
                ? "every known application"
                : access.enough().stream()
                        .sorted()
                        .map(role -> "`" + role.name().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(", "));
    }

    private static List<List<String>> rows(ApiOperation plain) {
        List<List<String>> rows = new ArrayList<>();
        for (ApiOperation operation : ApiOperations.named(plain.says().id())) {
            if (!operation.flag().isEmpty()) {
                rows.add(List.of(
                        "`" + operation.flag() + "=true`",
                        "query",
                        operation.says().summary() + "."));
            }
            for (ApiParameter parameter : operation.parameters()) {
                List<String> row = row(parameter);
                if (rows.stream().noneMatch(known -> known.get(0).equals(row.get(0)))) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static List<String> row(ApiParameter parameter) {
        if (parameter.body().isPresent()) {
            return List.of("body", "", parameter.body().get().value());
        }
        String meaning = parameter.query().map(Query::value).orElse("").strip();
        return List.of(
                "`" + parameter.name() + "`",
                parameter.inPath() ? "path" : parameter.missing().isEmpty() ? "query" : "query, required",
                meaning + (parameter.otherwise().isEmpty() ? "" : " `" + parameter.otherwise() + "` when left out."));
    }
}
