package io.drover.addin.paging;

import io.drover.addin.ParameterValues;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What can be known to be wrong of a task's parameters before it runs, beside what its add-in declares of each. */
public final class TaskChecks {
    private static final Map<String, BiConsumer<ParameterValues, List<String>>> CHECKS = Map.of(
            "import-data-with-paging",
            (parameters, jobs) -> PagingRules.of(parameters),
            "import-data-from-multiple-requests",
            RequestList::of,
            "import-odata",
            (parameters, jobs) -> ODataImport.rules(parameters));

    private TaskChecks() {}

    /**
     * Looks at the parameters of a task.
     *
     * @param addIn its name; of those without a check nothing is known here
     * @param jobs of the task
     * @throws IllegalArgumentException when they are wrong; says what is allowed
     */
    public static void check(String addIn, Map<String, String> parameters, List<String> jobs) {
        BiConsumer<ParameterValues, List<String>> check = CHECKS.get(addIn);
        if (check != null) {
            check.accept(new ParameterValues(parameters), jobs);
        }
    }
}
